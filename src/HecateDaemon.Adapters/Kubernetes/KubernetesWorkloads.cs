using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Sees workloads and their pods through the cluster's watches.</summary>
internal sealed class KubernetesWorkloads(Clusters clusters) : IWatchWorkloads
{
    public async Task<IReadOnlyList<WorkloadSeen>> SeeAsync(
        TargetEnvironment environment, IReadOnlyList<Workload> workloads, CancellationToken ct)
    {
        var (cluster, watches) = (clusters.Of(environment), clusters.WatchesOf(environment));
        var placed = workloads.Select(w => w with { Namespace = w.Namespace ?? environment.Namespace }).ToList();
        var pods = new Dictionary<string, OwnedPods>(StringComparer.Ordinal);
        var seen = new List<WorkloadSeen>(placed.Count);
        foreach (var workload in placed)
        {
            var live = await FindAsync(cluster, watches, workload, ct);
            if (live?.TextAt("metadata", "uid") is not { } uid)
            {
                seen.Add(new(workload, live, []));
                continue;
            }

            if (!pods.TryGetValue(workload.Namespace!, out var owned))
            {
                pods[workload.Namespace!] = owned = await OwnedPods.ReadAsync(watches, workload.Namespace!, ct);
            }

            seen.Add(new(workload, live, workload.Kind is "Pod" ? [LivePod.Read(live.Value)] : owned.Of(uid))
            {
                Behind = ReleasedWorkloads.IsRelease(workload)
                    ? await SeeAsync(environment, await ReleasedWorkloads.FindAsync(watches, workload, live.Value, ct), ct)
                    : [],
            });
        }

        return seen;
    }

    private static async Task<JsonElement?> FindAsync(ClusterApi cluster, ClusterWatches watches, Workload workload, CancellationToken ct)
    {
        if (ClusterWatches.Knows(workload.ApiVersion, workload.Kind))
        {
            var all = await watches.WorkloadsAsync(workload.Kind, workload.Namespace!, ct);
            var found = all.FirstOrDefault(live => live.TextAt("metadata", "name") == workload.Name);
            return found.ValueKind is JsonValueKind.Undefined ? null : found;
        }

        var type = await cluster.FindTypeAsync(workload.ApiVersion, workload.Kind, ct);
        return type is null ? null : await cluster.FindAsync(type, workload.Namespace, workload.Name, ct);
    }
}
