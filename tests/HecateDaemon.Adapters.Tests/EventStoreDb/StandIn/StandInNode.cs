using System.Collections.Concurrent;
using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using VNodeState = HecateDaemon.Adapters.EventStoreDb.Wire.MemberInfo.Types.VNodeState;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>What a server is at present, what it was asked, and how it shall fail.</summary>
internal sealed class StandInNode(StandInLog log)
{
    public StandInLog Log { get; } = log;

    public VNodeState State { get; set; } = VNodeState.Leader;

    /// <summary>Whom a follower names.</summary>
    public (string Host, int Port) Leader { get; set; }

    /// <summary>The only header that is let in; null: everybody is.</summary>
    public string? Authorization { get; set; }

    /// <summary>Who is in the cluster.</summary>
    public List<(int Port, VNodeState State, bool IsAlive)> Members { get; } = [];

    /// <summary>How the next appends end, first come first served.</summary>
    public ConcurrentQueue<StandInFault> Appends { get; } = new();

    /// <summary>How the next reads and subscriptions end, first come first served.</summary>
    public ConcurrentQueue<StandInFault> Reads { get; } = new();

    public ConcurrentQueue<AppendReq> Appended { get; } = new();

    public ConcurrentQueue<ReadReq> ReadFrom { get; } = new();

    public ConcurrentQueue<string> Names { get; } = new();

    public void LetIn(ServerCallContext context)
    {
        Names.Enqueue(context.RequestHeaders.GetValue("connection-name") ?? "");
        if (Authorization is not null && context.RequestHeaders.GetValue("authorization") != Authorization)
        {
            throw StandInFailures.Unauthenticated();
        }

        if (State is not VNodeState.Leader
            && "true".Equals(context.RequestHeaders.GetValue("requires-leader"), StringComparison.OrdinalIgnoreCase))
        {
            throw StandInFailures.NotLeader(Leader.Host, Leader.Port);
        }
    }
}
