using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Lists what an environment's cluster warns about.</summary>
public interface IListWarnings
{
    /// <summary>
    /// Every warning that the cluster remembers about these workloads as they were seen, what they own and their pods, be these
    /// still there or not.
    /// </summary>
    Task<IReadOnlyList<WarningSeen>> ListAsync(TargetEnvironment environment, IReadOnlyList<WorkloadSeen> workloads, CancellationToken ct);
}
