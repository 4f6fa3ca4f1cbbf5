using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;
using static HecateDaemon.Adapters.EventStoreDb.Wire.ReadReq.Types;
using static HecateDaemon.Adapters.EventStoreDb.Wire.ReadReq.Types.Options.Types;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>The Streams service as the reference describes it, traps and all.</summary>
internal sealed class StandInStreams(StandInNode node) : Streams.StreamsBase
{
    public override async Task<AppendResp> Append(IAsyncStreamReader<AppendReq> requestStream, ServerCallContext context)
    {
        node.LetIn(context);
        var ct = context.CancellationToken;
        node.Appends.TryDequeue(out var fault);
        if (fault is { TakesEffect: false })
        {
            await fault.HappenAsync(ct);
        }

        var requests = await requestStream.ReadAllAsync(ct).ToListAsync(ct);
        foreach (var request in requests)
        {
            node.Appended.Enqueue(request);
        }

        if (requests is not [{ Options: { StreamIdentifier: not null } options }, .. var messages])
        {
            throw StandInFailures.Thrown();
        }

        var answer = node.Log.Append(options, [.. messages.Select(m => m.ProposedMessage)]);
        if (fault is not null)
        {
            await fault.HappenAsync(ct);
        }

        return answer;
    }

    public override async Task Read(ReadReq request, IServerStreamWriter<ReadResp> responseStream, ServerCallContext context)
    {
        node.LetIn(context);
        node.ReadFrom.Enqueue(request);
        node.Reads.TryDequeue(out var fault);
        await RefuseIncompleteAsync(request.Options, context.CancellationToken);
        var written = 0;
        var answers = request.Options.Subscription is not null ? Subscribe(request.Options, context.CancellationToken) : Count(request.Options);
        await foreach (var answer in answers.WithCancellation(context.CancellationToken))
        {
            if (fault?.After == written++)
            {
                await fault.HappenAsync(context.CancellationToken);
            }

            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
    }

    private static async Task RefuseIncompleteAsync(Options options, CancellationToken ct)
    {
        var subscribes = options.Subscription is not null;
        if (options.StreamOptionCase is Options.StreamOptionOneofCase.None
            || options.CountOptionCase is Options.CountOptionOneofCase.None
            || options.FilterOptionCase is Options.FilterOptionOneofCase.None
            || (options.Stream is not null && options.Filter is not null)
            || (subscribes && options.ReadDirection is ReadDirection.Backwards))
        {
            throw StandInFailures.Invalid("The combination of options is invalid.");
        }

        if (options.UuidOption is null || options.Filter is { WindowCase: FilterOptions.WindowOneofCase.Max, Max: 0 })
        {
            await Task.Delay(Timeout.Infinite, ct);
        }

        if (!subscribes && options.Count is 0)
        {
            throw StandInFailures.Unexpected("ReadStreamResult");
        }

        if (subscribes && options.Filter is { CheckpointIntervalMultiplier: 0 })
        {
            throw StandInFailures.Thrown();
        }
    }

    private async IAsyncEnumerable<ReadResp> Count(Options options)
    {
        await Task.CompletedTask;
        var isForwards = options.ReadDirection is ReadDirection.Forwards;
        if (options.Stream is null)
        {
            foreach (var record in Ordered(FromAll(options), isForwards).Where(Shown(options)).Take((int)options.Count))
            {
                yield return Event(record, options);
            }

            yield break;
        }

        if (node.Log.Read(options.Stream.StreamIdentifier.StreamName.ToStringUtf8()) is not var (visible, last))
        {
            yield return new ReadResp { StreamNotFound = new() { StreamIdentifier = options.Stream.StreamIdentifier } };
            yield break;
        }

        var from = options.Stream.RevisionOptionCase switch
        {
            StreamOptions.RevisionOptionOneofCase.Revision => (long)options.Stream.Revision,
            StreamOptions.RevisionOptionOneofCase.End => isForwards ? last + 1 : last,
            _ => 0,
        };
        var page = Ordered([.. visible.Where(r => isForwards ? r.Revision >= from : r.Revision <= from)], isForwards);
        foreach (var record in page.Take((int)options.Count))
        {
            yield return Event(record, options);
        }

        if (from > last + 1)
        {
            yield return new ReadResp { FirstStreamPosition = (ulong)visible[0].Revision };
        }

        yield return new ReadResp { LastStreamPosition = (ulong)last };
    }

    /// <summary>With the event at the position, which must be where one begins.</summary>
    private List<StandInRecord> FromAll(Options options)
    {
        var all = node.Log.All();
        if (options.All.Position is not { } position)
        {
            return all;
        }

        var from = (long)position.CommitPosition;
        if (all is [.., var last] && from <= last.Position && !all.Exists(r => r.Position == from))
        {
            throw StandInFailures.Unexpected("ReadAllResult");
        }

        return [.. all.Where(r => r.Position >= from)];
    }

    private async IAsyncEnumerable<ReadResp> Subscribe(
        Options options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var shown = Shown(options);
        var window = (int)(options.Filter.Max * options.Filter.CheckpointIntervalMultiplier);
        var scanned = 0;
        var position = options.All.Position is { } given ? (long)given.CommitPosition : -1;
        yield return new ReadResp { Confirmation = new() { SubscriptionId = $"{Guid.NewGuid()}" } };
        yield return new ReadResp { Checkpoint = new() };
        foreach (var record in node.Log.All().Where(r => r.Position > position))
        {
            position = record.Position;
            if (shown(record))
            {
                yield return Event(record, options);
            }

            if (++scanned % window is 0)
            {
                yield return CheckpointAt(position);
            }
        }

        yield return new ReadResp { CaughtUp = new() };
        await foreach (var stored in node.Log.Committed.FollowAsync(After, position, ct))
        {
            var record = node.Log.All().Single(r => r.Position == stored.Position);
            if (shown(record))
            {
                yield return Event(record, options);
            }

            if (++scanned % window is 0)
            {
                yield return CheckpointAt(record.Position);
            }
        }

        async IAsyncEnumerable<StoredEvent> After(long after)
        {
            await Task.CompletedTask;
            foreach (var record in node.Log.All().Where(r => r.Position > after))
            {
                yield return new StoredEvent(
                    record.Position, record.Stream, record.Revision, record.Id, record.Type, default, default, default);
            }
        }
    }

    private static Func<StandInRecord, bool> Shown(Options options)
    {
        if (options.Filter?.EventType is not { } type)
        {
            return _ => true;
        }

        try
        {
            var regex = new Regex(type.Regex, RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));
            return record => regex.IsMatch(record.Type);
        }
        catch (ArgumentException)
        {
            throw StandInFailures.Thrown();
        }
    }

    private static IEnumerable<StandInRecord> Ordered(List<StandInRecord> records, bool isForwards) =>
        isForwards ? records : Enumerable.Reverse(records);

    private static ReadResp CheckpointAt(long position) =>
        new() { Checkpoint = new() { CommitPosition = (ulong)position, PreparePosition = (ulong)position } };

    private static ReadResp Event(StandInRecord record, Options options) => new()
    {
        Event = new ReadResp.Types.ReadEvent
        {
            CommitPosition = (ulong)record.Position,
            Event = new()
            {
                Id = options.UuidOption.Structured is null
                    ? new UUID { String = record.Id.ToString() }
                    : EventStoreEvents.Uuid(record.Id),
                StreamIdentifier = new StreamIdentifier { StreamName = ByteString.CopyFromUtf8(record.Stream) },
                StreamRevision = (ulong)record.Revision,
                PreparePosition = (ulong)record.Position,
                CommitPosition = (ulong)record.Position,
                Metadata =
                {
                    ["type"] = record.Type,
                    ["created"] = record.CreatedTicks.ToString(CultureInfo.InvariantCulture),
                    ["content-type"] = record.IsJson ? "application/json" : "application/octet-stream",
                },
                CustomMetadata = record.Metadata,
                Data = record.Data,
            },
        },
    };
}
