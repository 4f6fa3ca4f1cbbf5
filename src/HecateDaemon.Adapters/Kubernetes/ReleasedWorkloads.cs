using System.Text.Json;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Finds the workloads that a HelmRelease of Flux has made: by its inventory, where it has one, and by the labels that it gives them.</summary>
internal static class ReleasedWorkloads
{
    private const string Labels = "helm.toolkit.fluxcd.io";

    public static bool IsRelease(Workload workload) =>
        workload.Kind is "HelmRelease" && workload.ApiVersion.StartsWith(Labels + "/", StringComparison.Ordinal);

    public static async Task<IReadOnlyList<Workload>> FindAsync(ClusterWatches watches, Workload release, JsonElement live, CancellationToken ct)
    {
        var target = live.TextAt("spec", "targetNamespace") ?? release.Namespace!;
        var found = InInventory(live).ToList();
        foreach (var kind in ClusterWatches.WorkloadKinds)
        {
            var all = await watches.WorkloadsAsync(kind, target, ct);
            found.AddRange(all
                .Where(w => w.TextAt("metadata", "labels", $"{Labels}/name") == release.Name &&
                            w.TextAt("metadata", "labels", $"{Labels}/namespace") == release.Namespace)
                .Select(w => new Workload("apps/v1", kind, target, w.TextAt("metadata", "name") ?? "")));
        }

        return [.. found.Distinct()];
    }

    /// <summary>Entries are called <c>namespace_name_group_kind</c>.</summary>
    private static IEnumerable<Workload> InInventory(JsonElement live) => live.ItemsAt("status", "inventory", "entries")
        .Select(e => (e.TextAt("id") ?? "").Split('_'))
        .Where(id => id is [{ Length: > 0 }, { Length: > 0 }, "apps", var kind] && ClusterWatches.Knows("apps/v1", kind))
        .Select(id => new Workload("apps/v1", id[3], id[0], id[1]));
}
