using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;
using Expected = HecateDaemon.Adapters.EventStoreDb.Wire.AppendReq.Types.Options.ExpectedStreamRevisionOneofCase;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>What the stand-in's disk holds: it outlives the server, and several servers share one, as a cluster does.</summary>
internal sealed class StandInLog(TimeProvider clock)
{
    private const int MaxAppendSize = 1024 * 1024;

    private readonly Lock gate = new();
    private readonly List<StandInRecord> all = [];
    private readonly Dictionary<string, StandInStream> streams = new(StringComparer.Ordinal);
    private long end;

    public CommitSignal Committed { get; } = new();

    public List<StandInRecord> All()
    {
        lock (gate)
        {
            return [.. all];
        }
    }

    /// <summary>What can be read of a stream: null where it was never written or is deleted softly.</summary>
    public (List<StandInRecord> Visible, long Last)? Read(string name)
    {
        lock (gate)
        {
            return streams.GetValueOrDefault(name) switch
            {
                { IsTombstoned: true } => throw StandInFailures.StreamDeleted(name),
                null or { Records: [] } or { IsSoftDeleted: true } => null,
                var stream => ([.. stream.Records.Where(r => r.Revision >= stream.FirstVisible)], stream.Last),
            };
        }
    }

    public void SoftDelete(string name)
    {
        lock (gate)
        {
            streams[name].TruncateBefore = long.MaxValue;
        }
    }

    public void Tombstone(string name)
    {
        lock (gate)
        {
            Stream(name).IsTombstoned = true;
        }
    }

    public AppendResp Append(AppendReq.Types.Options options, IReadOnlyList<AppendReq.Types.ProposedMessage> messages)
    {
        var name = options.StreamIdentifier.StreamName.ToStringUtf8();
        if (name.Length is 0 || messages.Any(m => m.Metadata.GetValueOrDefault("type") is ""))
        {
            throw StandInFailures.Thrown();
        }

        if (messages.Any(m => !m.Metadata.ContainsKey("type") || !m.Metadata.ContainsKey("content-type")))
        {
            throw StandInFailures.Required("type,content-type");
        }

        // As 24.10 counts; 23.10 counts the data only.
        if (messages.Sum(m => m.Data.Length + m.CustomMetadata.Length + (2 * m.Metadata["type"].Length)) > MaxAppendSize)
        {
            throw StandInFailures.TooLarge(MaxAppendSize);
        }

        AppendResp answer;
        lock (gate)
        {
            answer = Store(name, options, messages);
        }

        Committed.Raise();
        return answer;
    }

    private AppendResp Store(
        string name, AppendReq.Types.Options options, IReadOnlyList<AppendReq.Types.ProposedMessage> messages)
    {
        var stream = Stream(name);
        if (stream.IsTombstoned || (stream.IsSoftDeleted && options.ExpectedStreamRevisionCase is Expected.StreamExists))
        {
            throw StandInFailures.StreamDeleted(name);
        }

        var expected = options.ExpectedStreamRevisionCase switch
        {
            Expected.Any => stream.Last,
            Expected.StreamExists when stream.Last >= 0 => stream.Last,
            Expected.NoStream when stream.IsSoftDeleted => stream.Last,
            Expected.NoStream => -1,
            Expected.Revision => (long)options.Revision,
            Expected.None => throw StandInFailures.Invalid("no expected stream revision"),
            _ => long.MaxValue,
        };
        if (expected != stream.Last)
        {
            return Repeated(stream, expected, messages) ?? Wrong(stream, options);
        }

        if (stream.IsSoftDeleted)
        {
            stream.TruncateBefore = stream.Last + 1;
        }

        foreach (var message in messages)
        {
            Write(stream, name, message);
        }

        return Success(stream.Records[^1]);
    }

    private void Write(StandInStream stream, string name, AppendReq.Types.ProposedMessage message)
    {
        var record = new StandInRecord(
            end,
            name,
            stream.Last + 1,
            EventStoreEvents.Id(message.Id),
            message.Metadata["type"],
            message.Metadata["content-type"] is "application/json",
            message.Data,
            message.CustomMetadata,
            (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks);
        all.Add(record);
        stream.Records.Add(record);
        end += 150 + name.Length + record.Size;
        if (name.StartsWith("$$", StringComparison.Ordinal) && record.Type is "$metadata")
        {
            Stream(name[2..]).Obey(record.Data.Memory);
        }
    }

    /// <summary>Only ids are compared, at the versions behind the expected one, and a prefix will do.</summary>
    private static AppendResp? Repeated(
        StandInStream stream, long expected, IReadOnlyList<AppendReq.Types.ProposedMessage> messages)
    {
        if (expected >= stream.Last)
        {
            return null;
        }

        var there = stream.Records.Skip((int)expected + 1).Take(messages.Count).ToList();
        return there.Select(r => r.Id).SequenceEqual(messages.Select(m => EventStoreEvents.Id(m.Id))) ? Success(there[^1]) : null;
    }

    private static AppendResp Success(StandInRecord last) => new()
    {
        Success = new AppendResp.Types.Success
        {
            CurrentRevision = (ulong)last.Revision,
            Position = new AppendResp.Types.Position
            {
                CommitPosition = (ulong)last.Position,
                PreparePosition = (ulong)last.Position,
            },
        },
    };

    private static AppendResp Wrong(StandInStream stream, AppendReq.Types.Options options)
    {
        var wrong = new AppendResp.Types.WrongExpectedVersion();
        if (stream.Last < 0)
        {
            wrong.CurrentNoStream = new Empty();
            wrong.NoStream2060 = new Empty();
        }
        else
        {
            wrong.CurrentRevision = (ulong)stream.Last;
            wrong.CurrentRevision2060 = (ulong)stream.Last;
        }

        wrong.ExpectedRevision = options.Revision;
        return new AppendResp { WrongExpectedVersion = wrong };
    }

    private StandInStream Stream(string name) =>
        streams.TryGetValue(name, out var stream) ? stream : streams[name] = new StandInStream();
}
