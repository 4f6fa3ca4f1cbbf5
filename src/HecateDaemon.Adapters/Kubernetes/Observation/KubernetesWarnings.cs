using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Lists warnings through one watch of each namespace.</summary>
internal sealed class KubernetesWarnings(Clusters clusters) : IListWarnings
{
    public async Task<IReadOnlyList<WarningSeen>> ListAsync(
        TargetEnvironment environment, IReadOnlyList<WorkloadSeen> workloads, CancellationToken ct)
    {
        var watches = clusters.WatchesOf(environment);
        var found = new List<WarningSeen>();
        foreach (var seen in workloads.SelectMany(s => s.WithBehind).GroupBy(s => s.Workload.Namespace!, StringComparer.Ordinal))
        {
            var warnings = await watches.WarningsAsync(seen.Key, ct);
            if (warnings is not [])
            {
                var sets = (await watches.ReplicaSetsAsync(seen.Key, ct)).ToLookup(s => s.Owner, s => s.Name, StringComparer.Ordinal);
                var scopes = seen.Select(s => new WarningScope(
                    s.Workload, sets[s.Live?.TextAt("metadata", "uid") ?? ""].ToHashSet(StringComparer.Ordinal))).ToList();
                found.AddRange(warnings.Where(w => scopes.Exists(s => s.Holds(w))));
            }
        }

        return found;
    }
}
