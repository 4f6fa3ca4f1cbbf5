namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What the strategy committed is taken back, and the old version runs as before. What follows is the environment's failure policy.</summary>
public sealed record StrategyAborted : StationFailed
{
    public required string Evidence { get; init; }
}
