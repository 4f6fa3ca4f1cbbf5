using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What should be running where: the last concluded deployment of each division in each environment, unless another one has changed the manifests since.</summary>
public sealed class LiveReleases : IProjection
{
    private volatile Seen seen = new();

    /// <summary>In the order of environments and divisions. One that is being shipped or stands half-way is left out: its own road looks after it.</summary>
    public IReadOnlyList<DeploymentConcluded> All
    {
        get
        {
            var now = seen;
            return
            [
                .. now.Concluded
                    .Where(c => !now.UnderWay.ContainsKey(c.Key))
                    .OrderBy(c => c.Key.Item1.ToString(), StringComparer.Ordinal)
                    .ThenBy(c => c.Key.Item2.ToString(), StringComparer.Ordinal)
                    .Select(c => c.Value),
            ];
        }
    }

    /// <summary>Deployments that changed the manifests and then stopped half-way: nobody looks after these until somebody acts.</summary>
    public IReadOnlyList<DeploymentEvent> HalfWay => [.. seen.HalfWay.Values];

    public void Apply(StoredEvent stored, object happened) => seen.Apply(happened);

    public IProjection Anew() => new LiveReleases();

    public void Become(IProjection rebuilt) => seen = ((LiveReleases)rebuilt).seen;

    private sealed class Seen
    {
        public ConcurrentDictionary<(EnvironmentName, DivisionId), DeploymentConcluded> Concluded { get; } = new();

        public ConcurrentDictionary<(EnvironmentName, DivisionId), DeploymentId> UnderWay { get; } = new();

        public ConcurrentDictionary<(EnvironmentName, DivisionId), DeploymentEvent> HalfWay { get; } = new();

        public void Apply(object happened)
        {
            if (happened is DeploymentShelved shelved && UnderWay.GetValueOrDefault((shelved.Environment, shelved.DivisionId)) == shelved.DeploymentId)
            {
                HalfWay[(shelved.Environment, shelved.DivisionId)] = shelved;
            }
            else if (happened is DeploymentResumed resumed)
            {
                HalfWay.TryRemove((resumed.Environment, resumed.DivisionId), out _);
            }
            else if (happened is ManifestsBumped bumped)
            {
                UnderWay[(bumped.Environment, bumped.DivisionId)] = bumped.DeploymentId;
                HalfWay.TryRemove((bumped.Environment, bumped.DivisionId), out _);
            }
            else if (happened is StrategyAborted aborted)
            {
                // As before: what was concluded last runs again.
                UnderWay.TryRemove((aborted.Environment, aborted.DivisionId), out _);
            }
            else if (happened is DeploymentConcluded { Outcome: Outcome.Shipped } shipped)
            {
                Concluded[(shipped.Environment, shipped.DivisionId)] = shipped;
                UnderWay.TryRemove((shipped.Environment, shipped.DivisionId), out _);
            }
        }
    }
}
