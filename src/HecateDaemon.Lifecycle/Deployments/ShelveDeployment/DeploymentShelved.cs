namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The deployment is paused; nothing is done for it and the environment is free for another.</summary>
public sealed record DeploymentShelved : DeploymentEvent
{
    public required string Reason { get; init; }

    /// <summary>Which of its active periods ended, counted from 1.</summary>
    public required int Turn { get; init; }
}
