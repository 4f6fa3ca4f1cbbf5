namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The rollout came further, but is not complete.</summary>
public sealed record RolloutProgressed : StationPending;
