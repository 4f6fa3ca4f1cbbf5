namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>At least one smoke test failed, longer than its patience.</summary>
public sealed record SmokeTestsFailed : StationFailed
{
    public required IReadOnlyList<SmokeTestResult> Results { get; init; }
}
