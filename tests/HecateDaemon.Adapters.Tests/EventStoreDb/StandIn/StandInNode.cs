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

    /// <summary>From where on a follower has nothing yet; null: it has all that the leader has.</summary>
    public long? HasUntil { get; set; }

    /// <summary>The only header that is let in; null: everybody is.</summary>
    public string? Authorization { get; set; }

    /// <summary>False: to who asks for the cluster's members it says nothing.</summary>
    public bool Gossips { get; set; } = true;

    /// <summary>Who is in the cluster.</summary>
    public List<(int Port, VNodeState State, bool IsAlive)> Members { get; } = [];

    /// <summary>How the next appends end, first come first served.</summary>
    public ConcurrentQueue<StandInFault> Appends { get; } = new();

    /// <summary>How an append ends that is chosen by what it says; null: as it would anyway.</summary>
    public Func<StandInAppend, StandInFault?> FaultOf { get; set; } = _ => null;

    /// <summary>How the next reads and subscriptions end, first come first served.</summary>
    public ConcurrentQueue<StandInFault> Reads { get; } = new();

    /// <summary>Whether ServerFeatures names BatchAppend; null: there is no such service yet.</summary>
    public bool? OffersBatchAppend { get; set; } = true;

    public ConcurrentQueue<StandInAppend> Appended { get; } = new();

    public ConcurrentQueue<string> BatchCalls { get; } = new();

    public ConcurrentQueue<string> FeaturesAsked { get; } = new();

    public ConcurrentQueue<ReadReq> ReadFrom { get; } = new();

    public ConcurrentQueue<string> Names { get; } = new();

    public StandInFault? FailureOf(StandInAppend append) =>
        FaultOf(append) ?? (Appends.TryDequeue(out var next) ? next : null);

    public List<StandInRecord> All() => [.. Log.All().Where(r => r.Position < (HasUntil ?? long.MaxValue))];

    public (List<StandInRecord> Visible, long Last)? Read(string stream) =>
        Log.Read(stream) is var (visible, last) && (visible is not [.., var end] || end.Position < (HasUntil ?? long.MaxValue))
            ? (visible, last)
            : null;

    /// <summary>Whoever knocks is let in or not; gossip and features are open to everybody.</summary>
    public void LetIn(ServerCallContext context)
    {
        Names.Enqueue(context.RequestHeaders.GetValue("connection-name") ?? "");
        if (Authorization is not null && context.RequestHeaders.GetValue("authorization") != Authorization)
        {
            throw StandInFailures.Unauthenticated();
        }
    }

    /// <summary>A follower serves who does not ask for the leader: its reads are its own, its writes it hands on.</summary>
    public void RefuseWhereALeaderIsAskedFor(ServerCallContext context)
    {
        if (State is not VNodeState.Leader
            && "true".Equals(context.RequestHeaders.GetValue("requires-leader"), StringComparison.OrdinalIgnoreCase))
        {
            throw Leader.Port is 0 ? StandInFailures.NoLeader() : StandInFailures.NotLeader(Leader.Host, Leader.Port);
        }
    }
}
