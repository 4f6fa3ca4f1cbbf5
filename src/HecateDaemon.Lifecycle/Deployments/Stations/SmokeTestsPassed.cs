namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Every smoke test of this environment passed on the new version.</summary>
public sealed record SmokeTestsPassed : StationReached
{
    public override Station Station => Station.SmokeTestsPassed;

    public required IReadOnlyList<SmokeTestResult> Results { get; init; }

    /// <summary>True where at least one of them compared the version that answered.</summary>
    public required bool VersionAsserted { get; init; }
}
