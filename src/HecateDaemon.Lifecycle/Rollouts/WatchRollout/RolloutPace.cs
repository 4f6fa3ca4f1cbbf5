using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>
/// What must be remembered between two looks at a rollout: since when it is complete, and what was told of it last. Forgotten
/// with the process, which costs one settle time and one event.
/// </summary>
internal sealed class RolloutPace(TimeProvider clock)
{
    private static readonly TimeSpan BetweenTales = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<DeploymentId, (DateTimeOffset Since, int Restarts)> complete = new();
    private readonly ConcurrentDictionary<DeploymentId, (DateTimeOffset At, string What)> told = new();

    /// <summary>How long it must still stay complete; a restart meanwhile begins it anew.</summary>
    public TimeSpan Remaining(DeploymentId id, int restarts, TimeSpan settle)
    {
        var now = clock.GetUtcNow();
        var (since, _) = complete.AddOrUpdate(id, (now, restarts), (_, before) => before.Restarts == restarts ? before : (now, restarts));
        return settle - (now - since);
    }

    public void Broken(DeploymentId id) => complete.TryRemove(id, out _);

    /// <summary>What is to be told now: the news, or for a while what was told already, so that not every pod is an event.</summary>
    public string Tell(DeploymentId id, string what)
    {
        var now = clock.GetUtcNow();
        return told.AddOrUpdate(id, (now, what), (_, before) => now - before.At < BetweenTales ? before : (now, what)).What;
    }

    public void Forget(DeploymentId id)
    {
        complete.TryRemove(id, out _);
        told.TryRemove(id, out _);
    }
}
