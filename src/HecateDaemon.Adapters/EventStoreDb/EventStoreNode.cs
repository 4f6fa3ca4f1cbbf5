using System.Net.Security;
using Grpc.Core;
using Grpc.Net.Client;
using HecateDaemon.Adapters.EventStoreDb.Wire;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>One node and the channel to it.</summary>
internal sealed class EventStoreNode : IDisposable
{
    /// <summary>gRPC's own 4 MiB are too few for the largest events.</summary>
    private const int LargestMessage = 17 * 1024 * 1024;

    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(10);

    private readonly GrpcChannel channel;
    private readonly Metadata headers;
    private readonly TimeProvider clock;
    private readonly Lazy<Task<bool>> sharesAppends;
    private readonly bool mayLag;
    private readonly Lock gate = new();
    private EventStoreBatch? batch;
    private long reached = -1;

    public EventStoreNode(
        EventStoreEndPoint endPoint,
        EventStoreSettings settings,
        SslClientAuthenticationOptions? tls,
        string? authorization,
        TimeProvider clock)
    {
        EndPoint = endPoint;
        var sockets = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectTimeout = settings.DefaultDeadline,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = settings.KeepAliveInterval,
            KeepAlivePingTimeout = settings.KeepAliveTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };
        if (tls is not null)
        {
            sockets.SslOptions = tls;
        }

        channel = GrpcChannel.ForAddress(
            $"{(tls is null ? "http" : "https")}://{endPoint}",
            new GrpcChannelOptions
            {
                HttpHandler = sockets,
                DisposeHttpClient = true,
                MaxReceiveMessageSize = LargestMessage,
            });
        headers = new Metadata
        {
            { "requires-leader", settings.NodePreference is NodePreference.Leader ? "true" : "false" },
            { "connection-name", settings.ConnectionName },
        };
        if (authorization is not null)
        {
            headers.Add("authorization", authorization);
        }

        this.clock = clock;
        mayLag = settings.NodePreference is not NodePreference.Leader;
        Streams = new Streams.StreamsClient(channel);
        Gossip = new Gossip.GossipClient(channel);
        sharesAppends = new(() => settings.SharesAppends ? AskForBatchAppendAsync(settings.GossipTimeout) : Task.FromResult(false));
    }

    public EventStoreEndPoint EndPoint { get; }

    public Streams.StreamsClient Streams { get; }

    public Gossip.GossipClient Gossip { get; }

    public CallOptions Options(CancellationToken ct) => new(headers, cancellationToken: ct);

    /// <summary>The call that appends share; null where the server has none. It is asked once.</summary>
    public async Task<EventStoreBatch?> BatchAsync(CancellationToken ct)
    {
        if (!await sharesAppends.Value.WaitAsync(ct))
        {
            return null;
        }

        lock (gate)
        {
            return batch is { HasEnded: false }
                ? batch
                : batch = new EventStoreBatch(Streams.BatchAppend(Options(CancellationToken.None)), clock);
        }
    }

    /// <summary>
    /// Waits until the node has what stands at the position: a follower hands appends on to the leader and has them later.
    /// </summary>
    public async Task ReachAsync(long position, CancellationToken ct)
    {
        while (mayLag && Volatile.Read(ref reached) < position)
        {
            using var call = Streams.Read(EventStoreReads.LastOfAll(), Options(ct));
            if (await call.ResponseStream.MoveNext(ct) && call.ResponseStream.Current.Event?.Event is { } last)
            {
                Volatile.Write(ref reached, (long)last.CommitPosition);
            }

            if (Volatile.Read(ref reached) < position)
            {
                await Task.Delay(Lag, clock, ct);
            }
        }
    }

    /// <summary>Ends the calls that are still under way.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            batch?.Dispose();
        }

        channel.Dispose();
    }

    private async Task<bool> AskForBatchAppendAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience, clock);
        try
        {
            var answer = await new ServerFeatures.ServerFeaturesClient(channel)
                .GetSupportedMethodsAsync(new Empty(), Options(deadline.Token));
            return answer.Methods.Any(m => m is { ServiceName: "event_store.client.streams.streams", MethodName: "batchappend" });
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unimplemented)
        {
            return false;
        }
    }
}
