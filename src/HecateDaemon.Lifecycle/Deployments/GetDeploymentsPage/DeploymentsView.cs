using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Every deployment as its events have made it so far; rebuilt from the first event at each start. Never used to decide.</summary>
public sealed class DeploymentsView : IProjection
{
    private readonly ConcurrentDictionary<DeploymentId, Listed> byId = new();

    public void Apply(StoredEvent stored, object happened)
    {
        if (happened is DeploymentEvent e)
        {
            var before = byId.GetValueOrDefault(e.DeploymentId) ?? new(Deployment.Unborn, stored.Position, -1);
            byId[e.DeploymentId] = before with { Deployment = before.Deployment.Evolve(e), Version = stored.Version };
        }
    }

    public void Forget() => byId.Clear();

    /// <summary>Newest first, those that were initiated before the cursor (a position of the log).</summary>
    public IReadOnlyList<Listed> Page(Func<Deployment, bool> wanted, long? before, int limit) =>
    [
        .. byId.Values
            .Where(l => (before is null || l.Position < before) && wanted(l.Deployment))
            .OrderByDescending(l => l.Position)
            .Take(limit),
    ];

    public IReadOnlyList<Deployment> All => [.. byId.Values.Select(l => l.Deployment)];
}

/// <summary>A deployment, the position of its first event, and its stream's version.</summary>
public sealed record Listed(Deployment Deployment, long Position, long Version);
