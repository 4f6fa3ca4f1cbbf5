using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>Which smoke tests have something to say at which step of a strategy.</summary>
internal static class StepTests
{
    /// <summary>
    /// While the old version answers beside the new one, the live address may give either: there the version is not compared, and
    /// the tests of the new version alone are run too.
    /// </summary>
    public static TargetEnvironment TestsFor(this TargetEnvironment environment, Deployment seen) =>
        seen.Bump?.Step is { Beside: true }
            ? environment with { SmokeTests = [.. environment.SmokeTests.Select(t => t.Target is SmokeTestTarget.New ? t : t with { VersionAt = null })] }
            : environment.LiveTests();

    public static TargetEnvironment LiveTests(this TargetEnvironment environment) =>
        environment with { SmokeTests = [.. environment.SmokeTests.Where(t => t.Target is SmokeTestTarget.Live)] };
}
