using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What should be running where: the last concluded deployment of each division in each environment, unless another one has changed the manifests since.</summary>
public sealed class LiveReleases : IProjection
{
    private readonly ConcurrentDictionary<(EnvironmentName, DivisionId), DeploymentConcluded> concluded = new();
    private readonly ConcurrentDictionary<(EnvironmentName, DivisionId), DeploymentId> underWay = new();
    private readonly ConcurrentDictionary<(EnvironmentName, DivisionId), DeploymentEvent> halfWay = new();

    /// <summary>In the order of environments and divisions. One that is being shipped or stands half-way is left out: its own road looks after it.</summary>
    public IReadOnlyList<DeploymentConcluded> All =>
    [
        .. concluded
            .Where(c => !underWay.ContainsKey(c.Key))
            .OrderBy(c => c.Key.Item1.ToString(), StringComparer.Ordinal)
            .ThenBy(c => c.Key.Item2.ToString(), StringComparer.Ordinal)
            .Select(c => c.Value),
    ];

    /// <summary>Deployments that changed the manifests and then stopped half-way: nobody looks after these until somebody acts.</summary>
    public IReadOnlyList<DeploymentEvent> HalfWay => [.. halfWay.Values];

    public void Apply(StoredEvent stored, object happened)
    {
        if (happened is DeploymentShelved shelved && underWay.GetValueOrDefault((shelved.Environment, shelved.DivisionId)) == shelved.DeploymentId)
        {
            halfWay[(shelved.Environment, shelved.DivisionId)] = shelved;
        }
        else if (happened is DeploymentResumed resumed)
        {
            halfWay.TryRemove((resumed.Environment, resumed.DivisionId), out _);
        }
        else if (happened is ManifestsBumped bumped)
        {
            underWay[(bumped.Environment, bumped.DivisionId)] = bumped.DeploymentId;
            halfWay.TryRemove((bumped.Environment, bumped.DivisionId), out _);
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
        halfWay.Clear();
    }
}
