using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>The Gossip service, open to everybody as it is by default.</summary>
internal sealed class StandInGossip(StandInNode node) : Gossip.GossipBase
{
    public override async Task<ClusterInfo> Read(Empty request, ServerCallContext context)
    {
        if (!node.Gossips)
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        var cluster = new ClusterInfo();
        cluster.Members.AddRange(node.Members.Select(m => new MemberInfo
        {
            InstanceId = EventStoreEvents.Uuid(Guid.NewGuid()),
            State = m.State,
            IsAlive = m.IsAlive,
            HttpEndPoint = new EndPoint { Address = "127.0.0.1", Port = (uint)m.Port },
        }));
        return cluster;
    }
}
