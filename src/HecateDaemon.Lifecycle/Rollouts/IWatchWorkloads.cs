using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>Looks at workloads and their pods in an environment's cluster.</summary>
public interface IWatchWorkloads
{
    /// <summary>One sighting per workload, in the order asked. Workloads without a namespace are looked up in the environment's.</summary>
    Task<IReadOnlyList<WorkloadSeen>> SeeAsync(
        TargetEnvironment environment, IReadOnlyList<Workload> workloads, CancellationToken ct);
}
