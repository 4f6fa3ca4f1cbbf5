namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The revision was not applied, or the workloads did not become ready.</summary>
public sealed record RolloutFailed : StationFailed;
