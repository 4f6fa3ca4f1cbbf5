using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.EventStoreDb.Wire.MemberInfo.Types;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>Finds the node to speak to by asking the known ones who else there is. For one caller at a time.</summary>
internal sealed class EventStoreDiscovery(
    EventStoreSettings settings, Func<EventStoreEndPoint, EventStoreNode> dial, TimeProvider clock)
{
    private IReadOnlyList<EventStoreEndPoint> known = settings.EndPoints;

    public async Task<EventStoreEndPoint> FindAsync(CancellationToken ct)
    {
        var seen = "";
        var needsPerson = false;
        for (var attempt = 1; attempt <= settings.MaxDiscoverAttempts && !needsPerson; attempt++)
        {
            needsPerson = true;
            foreach (var endPoint in known.Shuffle())
            {
                try
                {
                    if (await AskAsync(endPoint, ct) is { } chosen)
                    {
                        return chosen;
                    }

                    (seen, needsPerson) = ($"{endPoint} knows no node that is alive and takes part", false);
                }
                catch (Exception e) when (EventStoreFailure.IsOne(e))
                {
                    ct.ThrowIfCancellationRequested();
                    var failure = EventStoreFailure.Of(e);
                    (seen, needsPerson) = ($"{endPoint} {failure.Seen}", needsPerson && !failure.IsWorthRepeating);
                }
            }

            known = settings.EndPoints;
            await Task.Delay(settings.DiscoveryInterval, clock, ct);
        }

        throw new OutsideWorldException(
            $"no node of EventStoreDB was found through {string.Join(", ", settings.EndPoints)}: the last try ended with: {seen}")
        {
            NeedsPerson = needsPerson,
        };
    }

    private async Task<EventStoreEndPoint?> AskAsync(EventStoreEndPoint endPoint, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(settings.GossipTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        using var node = dial(endPoint);
        var answer = await node.Gossip.ReadAsync(new Empty(), node.Options(either.Token));
        var usable = answer.Members
            .Where(m => m.IsAlive && Rank(m.State) < int.MaxValue && m.HttpEndPoint is not null)
            .Select(m => (m.State, At: EventStoreEndPoint.TryFrom(m.HttpEndPoint.Address, m.HttpEndPoint.Port)))
            .Where(m => m.At is not null)
            .ToList();
        if (usable is [])
        {
            return null;
        }

        known = [.. usable.Select(m => m.At!)];
        return usable.Shuffle().MinBy(m => Rank(m.State)).At;
    }

    private int Rank(VNodeState state) => (settings.NodePreference, state) switch
    {
        (NodePreference.Random, VNodeState.Leader or VNodeState.Follower or VNodeState.ReadOnlyReplica or VNodeState.ReadOnlyLeaderless) => 0,
        (NodePreference.Leader, VNodeState.Leader) => 0,
        (NodePreference.Leader, VNodeState.Follower) => 1,
        (NodePreference.Follower, VNodeState.Follower) => 0,
        (NodePreference.Follower, VNodeState.Leader) => 1,
        (NodePreference.Leader or NodePreference.Follower, VNodeState.ReadOnlyReplica) => 2,
        (NodePreference.Leader or NodePreference.Follower, VNodeState.ReadOnlyLeaderless) => 3,
        (NodePreference.ReadOnlyReplica, VNodeState.ReadOnlyReplica) => 0,
        (NodePreference.ReadOnlyReplica, VNodeState.ReadOnlyLeaderless) => 1,
        (NodePreference.ReadOnlyReplica, VNodeState.Leader) => 2,
        (NodePreference.ReadOnlyReplica, VNodeState.Follower) => 3,
        _ => int.MaxValue,
    };
}
