using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Reconciliation;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Lists workloads from the cluster's watches: a round in which nothing happened asks the server nothing.</summary>
internal sealed class LiveWorkloadLists(Clusters clusters) : IListWorkloads
{
    public async Task<LiveWorkloads> ListAsync(TargetEnvironment environment, string ns, CancellationToken ct)
    {
        var watches = clusters.WatchesOf(environment);
        var lists = new Dictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal);
        foreach (var kind in ClusterWatches.WorkloadKinds)
        {
            lists[kind] = await watches.WorkloadsAsync(kind, ns, ct);
        }

        return new(lists) { Pods = await OwnedPods.ReadAsync(watches, ns, ct) };
    }
}
