using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The versions that are held back, by their events. Never used to decide.</summary>
public sealed class HoldsView : IProjection
{
    private volatile Seen seen = new();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Hold> All => [.. seen.Holds.Values.OrderByDescending(h => h.Position)];

    public void Apply(StoredEvent stored, object happened) => seen.Apply(stored, happened);

    public IProjection Anew() => new HoldsView();

    public void Become(IProjection rebuilt) => seen = ((HoldsView)rebuilt).seen;

    private sealed class Seen
    {
        /// <summary>Who decided a rollback, until its hold comes: that is set by a policy.</summary>
        private readonly ConcurrentDictionary<DeploymentId, Actor> decided = new();

        public ConcurrentDictionary<(EnvironmentName, DivisionId, ReleaseVersion), Hold> Holds { get; } = new();

        public void Apply(StoredEvent stored, object happened)
        {
            if (happened is RollbackDecided decision)
            {
                decided[decision.DeploymentId] = EventCodec.MetadataOf(stored).Actor;
            }
            else if (happened is VersionHeld held)
            {
                var by = decided.TryRemove(held.DeploymentId, out var actor) ? actor : EventCodec.MetadataOf(stored).Actor;
                Holds[(held.Environment, held.DivisionId, held.Version)] = new(held, by, stored.Position);
            }
            else if (happened is HoldLifted lifted)
            {
                Holds.TryRemove((lifted.Environment, lifted.DivisionId, lifted.Version), out _);
            }
        }
    }
}

/// <summary>A version that is held back, who decided the rollback that did it, and where the log says so.</summary>
public sealed record Hold(VersionHeld Held, Actor By, long Position);
