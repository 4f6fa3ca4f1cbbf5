using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What should be running where: the last concluded deployment of each division in each environment, unless another one has changed the manifests since.</summary>
public sealed class LiveReleases : IProjection
{
    private readonly ConcurrentDictionary<(EnvironmentName, DivisionId), DeploymentConcluded> concluded = new();
    private readonly ConcurrentDictionary<(EnvironmentName, DivisionId), DeploymentId> underWay = new();

    /// <summary>In the order of environments and divisions. One that is being shipped or stands half-way is left out: its own road looks after it.</summary>
    public IReadOnlyList<DeploymentConcluded> All =>
    [
        .. concluded
            .Where(c => !underWay.ContainsKey(c.Key))
            .OrderBy(c => c.Key.Item1.ToString(), StringComparer.Ordinal)
            .ThenBy(c => c.Key.Item2.ToString(), StringComparer.Ordinal)
            .Select(c => c.Value),
    ];

    public void Apply(StoredEvent stored, object happened)
    {
        if (happened is ManifestsBumped bumped)
        {
            underWay[(bumped.Environment, bumped.DivisionId)] = bumped.DeploymentId;
        }
        else if (happened is DeploymentConcluded { Outcome: Outcome.Shipped } shipped)
        {
            concluded[(shipped.Environment, shipped.DivisionId)] = shipped;
            underWay.TryRemove((shipped.Environment, shipped.DivisionId), out _);
        }
    }

    public void Forget()
    {
        concluded.Clear();
        underWay.Clear();
    }
}
