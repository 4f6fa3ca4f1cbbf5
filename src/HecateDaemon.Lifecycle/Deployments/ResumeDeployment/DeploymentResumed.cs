namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The deployment is active again; a failure that stopped it is forgiven and its deadlines begin anew.</summary>
public sealed record DeploymentResumed : DeploymentEvent
{
    /// <summary>Which of its active periods began, counted from 1.</summary>
    public required int Turn { get; init; }
}
