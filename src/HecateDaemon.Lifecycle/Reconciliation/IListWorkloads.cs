using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Lists the workloads of a namespace of an environment's cluster.</summary>
public interface IListWorkloads
{
    /// <summary>All Deployments, StatefulSets and DaemonSets. The same list again means that nothing has changed.</summary>
    Task<LiveWorkloads> ListAsync(TargetEnvironment environment, string ns, CancellationToken ct);
}
