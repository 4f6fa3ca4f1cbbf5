using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Something else that is looked at for each environment, at the end of each reconcile round.</summary>
public interface ILookAfterEnvironments
{
    /// <summary>The releases are those that should be running there; the head of the GitOps branch is null where it could not be read.</summary>
    Task LookAsync(TargetEnvironment environment, IReadOnlyList<DeploymentConcluded> releases, CommitId? head, CancellationToken ct);
}
