using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Lists pods from the cluster's watches, each with the workload that it belongs to.</summary>
internal sealed class RunningPods(Clusters clusters) : IListPods
{
    public async Task<IReadOnlyList<RunningPod>> ListAsync(TargetEnvironment environment, string ns, CancellationToken ct)
    {
        var watches = clusters.WatchesOf(environment);
        var sets = (await watches.ReplicaSetsAsync(ns, ct)).ToDictionary(s => s.Uid, StringComparer.Ordinal);
        return
        [
            .. from owned in await watches.PodsAsync(ns, ct)
               where !owned.IsOver && !owned.Pod.Leaving
               let set = owned.Owner is { } owner ? sets.GetValueOrDefault(owner) : null
               select new RunningPod
               {
                   Name = owned.Pod.Name,
                   Owner = set is null ? owned.Owner : set.Owner ?? set.Uid,
                   CreatedAt = owned.CreatedAt,
                   TemplateSince = set?.CreatedAt,
                   Containers = owned.Pod.Containers,
                   Live = owned.Alone,
               },
        ];
    }
}
