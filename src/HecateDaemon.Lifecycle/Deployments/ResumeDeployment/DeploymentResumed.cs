namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// The deployment is active again; a failure that stopped it is forgiven, its deadlines begin anew, and from the bump of the
/// manifests on everything is looked at again: others may have changed it meanwhile.
/// </summary>
public sealed record DeploymentResumed : DeploymentEvent
{
    /// <summary>Which of its active periods began, counted from 1.</summary>
    public required int Turn { get; init; }
}
