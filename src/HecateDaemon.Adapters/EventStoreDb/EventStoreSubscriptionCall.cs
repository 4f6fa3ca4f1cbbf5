using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>The call at present, if there is one, and the watchdog that ends it. Time counts only while somebody waits.</summary>
internal sealed class EventStoreSubscriptionCall(TimeProvider clock) : IDisposable
{
    private CancellationTokenSource? silence;
    private CancellationTokenSource? life;
    private AsyncServerStreamingCall<ReadResp>? answers;

    public EventStoreNode? Node { get; private set; }

    /// <summary>It was the watchdog that ended it.</summary>
    public bool WasSilent => silence is { IsCancellationRequested: true };

    public void Begin(EventStoreNode node, CancellationToken ct)
    {
        silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        life = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
        Node = node;
    }

    public void Ask(ReadReq request) => answers = Node!.Streams.Read(request, Node.Options(life!.Token));

    /// <summary>Is cancelled, and the call with it, unless an answer comes within that time.</summary>
    public CancellationToken Within(TimeSpan patience)
    {
        silence!.CancelAfter(patience);
        return life!.Token;
    }

    public async Task<ReadResp> NextAsync(TimeSpan patience)
    {
        if (!await answers!.ResponseStream.MoveNext(Within(patience)))
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the subscription was ended"));
        }

        silence!.CancelAfter(Timeout.InfiniteTimeSpan);
        return answers.ResponseStream.Current;
    }

    public void Dispose()
    {
        answers?.Dispose();
        life?.Dispose();
        silence?.Dispose();
        (answers, Node) = (null, null);
    }
}
