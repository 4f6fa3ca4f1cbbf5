using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;
using static HecateDaemon.Adapters.EventStoreDb.Wire.ReadReq.Types.Options.Types;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// Follows all events of a namespace from a position. A call that ends, fails or stays silent is made again from the last
/// event or checkpoint that came; what the server then shows twice is passed over.
/// </summary>
internal sealed class EventStoreSubscription(
    EventStoreConnection connection, EventStoreNames names, long after, TimeProvider clock, CancellationToken ct) : IDisposable
{
    private const string What = "show its events";

    /// <summary>A server may have nothing to say, or have forgotten us: asking again costs little.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    private readonly EventStoreSubscriptionCall call = new(clock);
    private Position? resumeAfter = PositionOf(after);
    private long reached = after;
    private long delivered = after;
    private bool hasCaughtUp;
    private int failures;

    /// <summary>Waits for the next event; null where there is none up to and with the end that is given.</summary>
    public async Task<StoredEvent?> NextAsync(long? end)
    {
        while (end is null || (reached < end && !hasCaughtUp))
        {
            var node = call.Node ?? await connection.NodeAsync(ct);
            try
            {
                if (call.Node is null)
                {
                    hasCaughtUp = false;
                    call.Begin(node, ct);
                    await node.ReachAsync(end ?? -1, call.Within(connection.Settings.DefaultDeadline));
                    call.Ask(EventStoreReads.SubscribeAfter(resumeAfter, names));
                }

                var patience = hasCaughtUp ? LongestSilence : connection.Settings.DefaultDeadline;
                if (Take(await call.NextAsync(patience)) is { } stored)
                {
                    return end is null || stored.Position <= end ? stored : null;
                }
            }
            catch (Exception e) when (EventStoreFailure.IsOne(e))
            {
                var hadNothingToSay = hasCaughtUp && call.WasSilent;
                call.Dispose();
                if (!hadNothingToSay)
                {
                    await connection.RecoverAsync(node, e, ++failures, What, ct);
                }
            }
        }

        return null;
    }

    public void Dispose() => call.Dispose();

    private StoredEvent? Take(ReadResp answer)
    {
        // Only a server that was seen to work ends the count: one that confirms and drops must not be asked for ever.
        if (answer.ContentCase is not ReadResp.ContentOneofCase.Confirmation)
        {
            failures = 0;
        }

        hasCaughtUp |= answer.ContentCase is ReadResp.ContentOneofCase.CaughtUp;
        if (answer.Checkpoint is { } checkpoint)
        {
            Reach(checkpoint.CommitPosition, checkpoint.PreparePosition);
        }

        if (answer is not { Event.Event: { } recorded } || (long)recorded.CommitPosition <= delivered)
        {
            return null;
        }

        delivered = (long)recorded.CommitPosition;
        Reach(recorded.CommitPosition, recorded.PreparePosition);
        return EventStoreEvents.IsAnEvent(recorded) ? EventStoreEvents.Read(recorded, names) : null;
    }

    /// <summary>A checkpoint's prepare position need not be its commit position; and the first one may be 0/0.</summary>
    private void Reach(ulong commit, ulong prepare)
    {
        if ((long)commit > reached)
        {
            reached = (long)commit;
            resumeAfter = new Position { CommitPosition = commit, PreparePosition = prepare };
        }
    }

    private static Position? PositionOf(long after) =>
        after < 0 ? null : new Position { CommitPosition = (ulong)after, PreparePosition = (ulong)after };
}
