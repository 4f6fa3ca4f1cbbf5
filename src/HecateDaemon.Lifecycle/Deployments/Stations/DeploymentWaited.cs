namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The deployment waits for something outside.</summary>
public sealed record DeploymentWaited : StationPending;
