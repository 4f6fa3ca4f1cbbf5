using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Something else that is looked at for each live release, at each reconcile round.</summary>
public interface ILookAfterReleases
{
    /// <summary>What a person should look at, in a sentence; null where all is well.</summary>
    Task<string?> LookAsync(DeploymentConcluded live, CancellationToken ct);
}
