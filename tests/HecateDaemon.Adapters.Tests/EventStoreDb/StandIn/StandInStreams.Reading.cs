using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;
using static HecateDaemon.Adapters.EventStoreDb.Wire.ReadReq.Types;
using static HecateDaemon.Adapters.EventStoreDb.Wire.ReadReq.Types.Options.Types;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

internal sealed partial class StandInStreams
{
    public override async Task Read(ReadReq request, IServerStreamWriter<ReadResp> responseStream, ServerCallContext context)
    {
        node.LetIn(context);
        node.RefuseWhereALeaderIsAskedFor(context);
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

        if (node.Read(options.Stream.StreamIdentifier.StreamName.ToStringUtf8()) is not var (visible, last))
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
        var all = node.All();
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

    private async IAsyncEnumerable<ReadResp> Subscribe(Options options, [EnumeratorCancellation] CancellationToken ct)
    {
        var shown = Shown(options);
        var window = (int)(options.Filter.Max * options.Filter.CheckpointIntervalMultiplier);
        var considered = 0;
        var rest = BehindPosition(options);
        var position = rest.Behind;
        yield return new ReadResp { Confirmation = new() { SubscriptionId = $"{Guid.NewGuid()}" } };
        foreach (var page in Pages(rest.Records, shown, (int)options.Filter.Max))
        {
            foreach (var record in page.Where(shown))
            {
                yield return Event(record, options);
            }

            position = page[^1].Position;
            considered += page.Count;
            if (considered >= window && page[^1] != rest.Records[^1])
            {
                // Of a page without a match, it is where the page began: 0/0 for the first one.
                considered %= window;
                yield return page.LastOrDefault(shown) is { } last ? CheckpointAt(last.Position, last.Position) : CheckpointAt(page[0].Position, 0);
            }
        }

        yield return new ReadResp { CaughtUp = new() };
        await foreach (var stored in node.Log.Committed.FollowAsync(After, position, ct))
        {
            var record = node.All().Single(r => r.Position == stored.Position);
            if (shown(record))
            {
                yield return Event(record, options);
            }

            if (++considered % window is 0)
            {
                yield return CheckpointAt(record.Position, record.Position);
            }
        }

        async IAsyncEnumerable<StoredEvent> After(long after)
        {
            await Task.CompletedTask;
            foreach (var record in node.All().Where(r => r.Position > after))
            {
                yield return new StoredEvent(
                    record.Position, record.Stream, record.Revision, record.Id, record.Type, default, default, default);
            }
        }
    }

    /// <summary>Behind the first one at or behind the position, which is lost where that is another one than was meant.</summary>
    private (List<StandInRecord> Records, long Behind) BehindPosition(Options options)
    {
        var all = node.All();
        if (options.All.Position is not { } position || position is { CommitPosition: 0, PreparePosition: 0 })
        {
            return (all, -1);
        }

        var from = all.FindIndex(r => r.Position >= (long)position.CommitPosition);
        return from < 0 ? ([], all[^1].Position) : (all[(from + 1)..], all[from].Position);
    }

    /// <summary>As many as are looked at in one go: a window of any, or the 32 of them that match.</summary>
    private static IEnumerable<List<StandInRecord>> Pages(List<StandInRecord> records, Func<StandInRecord, bool> shown, int window)
    {
        var page = new List<StandInRecord>();
        foreach (var record in records)
        {
            page.Add(record);
            if (page.Count == window || page.Count(shown) == 32 || record == records[^1])
            {
                yield return page;
                page = [];
            }
        }
    }

    private static Func<StandInRecord, bool> Shown(Options options)
    {
        var filter = options.Filter?.StreamIdentifier ?? options.Filter?.EventType;
        if (filter is null)
        {
            return _ => true;
        }

        Func<StandInRecord, string> name = options.Filter!.StreamIdentifier is null ? r => r.Type : r => r.Stream;
        if (filter.Regex.Length is 0)
        {
            return record => filter.Prefix.Any(p => name(record).StartsWith(p, StringComparison.Ordinal));
        }

        try
        {
            var regex = new Regex(filter.Regex, RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));
            return record => regex.IsMatch(name(record));
        }
        catch (ArgumentException)
        {
            throw StandInFailures.Thrown();
        }
    }

    private static IEnumerable<StandInRecord> Ordered(List<StandInRecord> records, bool isForwards) =>
        isForwards ? records : Enumerable.Reverse(records);

    private static ReadResp CheckpointAt(long commit, long prepare) =>
        new() { Checkpoint = new() { CommitPosition = (ulong)commit, PreparePosition = (ulong)prepare } };

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
