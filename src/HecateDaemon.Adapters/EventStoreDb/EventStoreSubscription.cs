using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// Follows all events from a position. A call that ends, fails or stays silent is made again from the last event or
/// checkpoint that came; what the server then shows twice is passed over.
/// </summary>
internal sealed class EventStoreSubscription(EventStoreConnection connection, long after, TimeProvider clock, CancellationToken ct)
    : IDisposable
{
    private const string What = "show new events";

    /// <summary>A server may have nothing to say, or have forgotten us: asking again costs little.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(10);

    private readonly SubscriptionCall call = new();
    private long delivered = after;
    private long resumeAfter = after;
    private int failures;

    public async Task<StoredEvent> NextAsync()
    {
        while (true)
        {
            var node = call.Node ?? await connection.NodeAsync(ct);
            try
            {
                if (call.Node is null)
                {
                    call.Open(node, EventStoreReads.SubscribeAfter(resumeAfter), LongestOpening, clock, ct);
                }

                if (Take(await call.NextAsync(LongestSilence)) is { } stored)
                {
                    return stored;
                }
            }
            catch (Exception e) when (EventStoreFailure.IsOne(e))
            {
                call.Dispose();
                await connection.RecoverAsync(node, e, ++failures, What, ct);
            }
        }
    }

    public void Dispose() => call.Dispose();

    private StoredEvent? Take(ReadResp answer)
    {
        // Only a server that was seen to work ends the count: one that confirms and drops must not be asked for ever.
        if (answer.ContentCase is not ReadResp.ContentOneofCase.Confirmation)
        {
            failures = 0;
        }

        if (answer.Checkpoint is { } checkpoint)
        {
            resumeAfter = Math.Max(resumeAfter, (long)checkpoint.CommitPosition);
        }

        if (answer is not { Event.Event: { } recorded } || (long)recorded.CommitPosition <= delivered)
        {
            return null;
        }

        delivered = (long)recorded.CommitPosition;
        resumeAfter = Math.Max(resumeAfter, delivered);
        return EventStoreEvents.Read(recorded);
    }

    /// <summary>The call at present, if there is one, and the watchdog that ends it.</summary>
    private sealed class SubscriptionCall : IDisposable
    {
        private CancellationTokenSource? silence;
        private CancellationTokenSource? life;
        private AsyncServerStreamingCall<ReadResp>? answers;

        public EventStoreNode? Node { get; private set; }

        public void Open(EventStoreNode node, ReadReq request, TimeSpan patience, TimeProvider clock, CancellationToken ct)
        {
            silence = new CancellationTokenSource(patience, clock);
            life = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
            Node = node;
            answers = node.Streams.Read(request, node.Options(life.Token));
        }

        public async Task<ReadResp> NextAsync(TimeSpan patience)
        {
            if (!await answers!.ResponseStream.MoveNext(life!.Token))
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "the subscription was ended"));
            }

            silence!.CancelAfter(patience);
            return answers.ResponseStream.Current;
        }

        public void Dispose()
        {
            answers?.Dispose();
            life?.Dispose();
            silence?.Dispose();
            Node = null;
        }
    }
}
