using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Finds a workload's pods as its controller does: by its selector and then by ownership, for a Deployment through its
/// replica sets. Pods that are over are left out.
/// </summary>
internal sealed class KubernetesWorkloads(Clusters clusters) : IWatchWorkloads
{
    private static readonly ResourceType Pods = new("v1", "Pod", "pods", IsNamespaced: true);
    private static readonly ResourceType ReplicaSets = new("apps/v1", "ReplicaSet", "replicasets", IsNamespaced: true);

    public async Task<IReadOnlyList<WorkloadSeen>> SeeAsync(
        TargetEnvironment environment, IReadOnlyList<Workload> workloads, CancellationToken ct)
    {
        var cluster = clusters.Of(environment);
        var seen = new List<WorkloadSeen>(workloads.Count);
        foreach (var workload in workloads)
        {
            seen.Add(await SeeAsync(cluster, workload, workload.Namespace ?? environment.Namespace, ct));
        }

        return seen;
    }

    private static async Task<WorkloadSeen> SeeAsync(
        ClusterApi cluster, Workload workload, string ns, CancellationToken ct)
    {
        var placed = workload with { Namespace = ns };
        var type = await cluster.FindTypeAsync(workload.ApiVersion, workload.Kind, ct);
        var live = type is null ? null : await cluster.FindAsync(type, ns, workload.Name, ct);
        if (live is not { } found || LabelSelector.Of(found) is not { } selector)
        {
            return new(placed, live, []);
        }

        HashSet<string?> owners = [found.TextAt("metadata", "uid")];
        if (workload.Kind is "Deployment")
        {
            var sets = await cluster.ListAsync(ReplicaSets, ns, selector, ct);
            owners = [.. sets.Where(s => IsOwnedBy(s, owners)).Select(s => s.TextAt("metadata", "uid"))];
        }

        var pods = await cluster.ListAsync(Pods, ns, selector, ct);
        return new(placed, live, [.. pods.Where(p => IsOwnedBy(p, owners) && !LivePod.IsOver(p)).Select(LivePod.Read)]);
    }

    private static bool IsOwnedBy(JsonElement owned, HashSet<string?> uids) =>
        owned.ItemsAt("metadata", "ownerReferences")
            .Any(o => o.IsTrueAt("controller") && uids.Contains(o.TextAt("uid")));
}
