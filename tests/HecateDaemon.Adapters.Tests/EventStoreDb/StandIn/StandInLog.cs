using Google.Protobuf;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;
using Expected = HecateDaemon.Adapters.EventStoreDb.Wire.AppendReq.Types.Options.ExpectedStreamRevisionOneofCase;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>What the stand-in's disk holds: it outlives the server, and several servers share one, as a cluster does.</summary>
internal sealed class StandInLog
{
    private const int MaxAppendSize = 1024 * 1024;

    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly List<StandInRecord> all = [];
    private readonly Dictionary<string, StandInStream> streams = new(StringComparer.Ordinal);
    private long end;

    /// <summary>Even a new server's log is not empty.</summary>
    public StandInLog(TimeProvider clock)
    {
        this.clock = clock;
        WriteOwn("$$$scavenges", "$metadata", """{"$maxAge":2592000,"$acl":{"$r":["$ops"]}}""");
        WriteOwn("$users", "$user-created", "{}");
    }

    public CommitSignal Committed { get; } = new();

    public List<StandInRecord> All()
    {
        lock (gate)
        {
            return [.. all];
        }
    }

    /// <summary>What clients wrote: no stream of EventStoreDB's own.</summary>
    public List<StandInRecord> Written() => [.. All().Where(r => !r.Stream.StartsWith('$'))];

    /// <summary>What can be read of a stream: null where it was never written or is deleted softly.</summary>
    public (List<StandInRecord> Visible, long Last)? Read(string name)
    {
        lock (gate)
        {
            return streams.GetValueOrDefault(name) switch
            {
                { IsTombstoned: true } => throw StandInFailures.StreamDeleted(name),
                null or { Records: [] } or { IsSoftDeleted: true } => null,
                var stream => ([.. stream.Visible()], stream.Last),
            };
        }
    }

    /// <summary>Something that EventStoreDB or another application writes.</summary>
    public void WriteOwn(string stream, string type, string data)
    {
        lock (gate)
        {
            Write(Stream(stream), stream, new AppendReq.Types.ProposedMessage
            {
                Id = EventStoreEvents.Uuid(Guid.NewGuid()),
                Metadata = { ["type"] = type, ["content-type"] = "application/json" },
                Data = ByteString.CopyFromUtf8(data),
            });
        }

        Committed.Raise();
    }

    public long Delete(string name, long? expected, bool forEver)
    {
        lock (gate)
        {
            var stream = Stream(name);
            if (stream.IsTombstoned)
            {
                throw StandInFailures.StreamDeleted(name);
            }

            if ((expected ?? stream.Last) != stream.Last || (stream.Last < 0 && !forEver))
            {
                throw StandInFailures.WrongVersion(name, expected ?? -2, stream.Last);
            }
        }

        WriteOwn(
            forEver ? name : $"$${name}", forEver ? "$streamDeleted" : "$metadata", forEver ? "" : $$"""{"$tb":{{long.MaxValue}}}""");
        lock (gate)
        {
            Stream(name).IsTombstoned = forEver;
            return all[^1].Position;
        }
    }

    public AppendResp Append(StandInAppend append)
    {
        var messages = append.Messages;
        if (append.Stream.Length is 0 || messages.Any(m => m.Metadata.GetValueOrDefault("type") is ""))
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
            answer = Store(append);
        }

        Committed.Raise();
        return answer;
    }

    private AppendResp Store(StandInAppend append)
    {
        var stream = Stream(append.Stream);
        if (stream.IsTombstoned || (stream.IsSoftDeleted && append.Expected is Expected.StreamExists))
        {
            throw StandInFailures.StreamDeleted(append.Stream);
        }

        var expected = append.Expected switch
        {
            Expected.Any => stream.Last,
            Expected.StreamExists when stream.Last >= 0 => stream.Last,
            Expected.NoStream => -1,
            Expected.Revision => (long)append.Options.Revision,
            Expected.None => throw StandInFailures.Invalid("no expected stream revision"),
            _ => long.MaxValue,
        };
        if (expected != stream.Last)
        {
            if (stream.Repeated(expected, append.Messages) is { } repeated)
            {
                return Success(repeated, stream.IsVisible(repeated));
            }

            if (!stream.IsSoftDeleted || append.Expected is not Expected.NoStream)
            {
                return Wrong(stream, append.Options);
            }
        }

        if (stream.IsSoftDeleted)
        {
            stream.TruncateBefore = stream.Last + 1;
        }

        foreach (var message in append.Messages)
        {
            Write(stream, append.Stream, message);
        }

        return Success(stream.Records[^1], isVisible: true);
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

    private static AppendResp Success(StandInRecord last, bool isVisible) => new()
    {
        Success = new AppendResp.Types.Success
        {
            CurrentRevision = (ulong)last.Revision,
            Position = isVisible
                ? new AppendResp.Types.Position { CommitPosition = (ulong)last.Position, PreparePosition = (ulong)last.Position }
                : null,
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
