using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>The ServerFeatures service: what a server can do, in lower case.</summary>
internal sealed class StandInFeatures(StandInNode node) : ServerFeatures.ServerFeaturesBase
{
    public override Task<SupportedMethods> GetSupportedMethods(Empty request, ServerCallContext context)
    {
        node.FeaturesAsked.Enqueue(context.Peer);
        string[] methods = node.OffersBatchAppend switch
        {
            null => throw new RpcException(new Status(StatusCode.Unimplemented, "Service is unimplemented.")),
            true => ["read", "append", "delete", "tombstone", "batchappend"],
            false => ["read", "append", "delete", "tombstone"],
        };
        return Task.FromResult(new SupportedMethods
        {
            EventStoreServerVersion = "23.10.6",
            Methods = { methods.Select(m => new SupportedMethod { ServiceName = "event_store.client.streams.streams", MethodName = m }) },
        });
    }
}
