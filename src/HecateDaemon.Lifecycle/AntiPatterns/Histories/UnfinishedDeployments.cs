using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Which deployments were opened and are not at their end. Only for where to look: what is judged is read from their streams.
/// </summary>
internal sealed class UnfinishedDeployments(ShippingCatalogue catalogue, DeploymentStreams streams, SlotDesk slots, TimeProvider clock) : IProjection
{
    private volatile ConcurrentDictionary<DeploymentId, EnvironmentName> open = new();

    /// <summary>Those shelved over which another version was shipped since are nobody's concern any more.</summary>
    public async Task<IReadOnlyList<UnfinishedDeployment>> InAsync(EnvironmentName environment, CancellationToken ct)
    {
        var found = new List<UnfinishedDeployment>();
        var (shipped, _) = await slots.LoadAsync(environment, ct);
        foreach (var id in open.Where(o => o.Value == environment).Select(o => o.Key).Order(Comparer<DeploymentId>.Create(ByName)))
        {
            var state = (await streams.LoadAsync(id, ct)).State;
            var isPast = state.Phase is Phase.Paused &&
                shipped.Shipped.GetValueOrDefault(state.DivisionId) is [.., var last] && last.HappenedAt > state.ChangedAt;
            if (!isPast)
            {
                found.Add(new(state, catalogue.Guard, clock.GetUtcNow()));
            }
        }

        return found;
    }

    public void Apply(StoredEvent stored, object happened)
    {
        if (happened is DeploymentOpened opened)
        {
            open[opened.DeploymentId] = opened.Environment;
        }
        else if (happened is DeploymentConcluded concluded)
        {
            open.TryRemove(concluded.DeploymentId, out _);
        }
    }

    public IProjection Anew() => new UnfinishedDeployments(catalogue, streams, slots, clock);

    public void Become(IProjection rebuilt) => open = ((UnfinishedDeployments)rebuilt).open;

    private static int ByName(DeploymentId one, DeploymentId other) => string.CompareOrdinal(one.ToString(), other.ToString());
}
