using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>Effect: right after the rollout, the environment's smoke tests are run; each has its own patience.</summary>
internal sealed class OnRolloutCompletedRunSmokeTests(ShippingCatalogue catalogue, SmokeTestRun run) : IEffect
{
    public string Name => "on_rollout_completed_run_smoke_tests";

    public Station After => Station.RolloutCompleted;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(seen).TestsFor(seen);
        var outcomes = await run.RunPatientlyAsync(environment, seen.DivisionId, seen.Version, ct);
        var results = outcomes.Select(o => new SmokeTestResult(o.Test, o.Passed, o.Detail, o.Attempts)).ToList();
        var failed = results.Where(r => !r.Passed).Select(r => $"{r.Name}: {r.Detail}").ToList();
        return failed.Count > 0
            ? new Step.Failed(new SmokeTestsFailed { Reason = $"smoke test failed: {string.Join("; ", failed)}", Results = results })
            : new Step.Reached(new SmokeTestsPassed { Results = results, VersionAsserted = AssertsVersion(environment, seen) });
    }

    private static bool AssertsVersion(TargetEnvironment environment, Deployment seen) =>
        environment.SmokeTests.Any(t => t.VersionAt is not null && (t.Division is null || t.Division == seen.DivisionId));
}
