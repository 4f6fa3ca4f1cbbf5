using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>A wish to have a commit of the GitOps repository applied for one division. The mark is the same at every repeat.</summary>
public sealed record ReconcileRequest(TargetEnvironment Environment, Division Division, CommitId Commit, string Mark)
{
    /// <summary>The division's part of the GitOps repository in this environment, with '/'.</summary>
    public string Path => GitOpsPath.Of(Environment, Division);

    /// <summary>True for a rollback, and for what takes an aborted strategy back.</summary>
    public bool IsWayBack { get; init; }

    internal static ReconcileRequest Of(ShippingCatalogue catalogue, Deployment deployment) => new(
        catalogue.EnvironmentOf(deployment),
        catalogue.DivisionOf(deployment),
        deployment.Bump!.Commit,
        deployment.Bump.Step is { } step ? $"{deployment.Id}.{deployment.Turn}.{step.Number}" : deployment.Id.ToString())
    {
        IsWayBack = deployment.RollbackOf is not null || deployment.Abort is not null,
    };
}
