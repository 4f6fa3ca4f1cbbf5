using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Loops;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>The scheduled round: every release that should be running is asked whether it still does.</summary>
public sealed partial class SmokeTestRound(
    ShippingCatalogue catalogue,
    LiveReleases live,
    SmokeTestRun run,
    SmokeTestHistory history,
    LeaderGuard guard,
    ILogger<SmokeTestRound> logger) : ILoopRound
{
    public string Name => "smoke-tests";

    public TimeSpan Interval => catalogue.Loops.SmokeTests;

    public async Task<RoundOutcome> RunAsync(CancellationToken ct)
    {
        var ran = 0;
        var failed = live.HalfWay.Select(HalfWay.Tell).ToList();
        foreach (var release in live.All)
        {
            if (!catalogue.Environments.TryGetValue(release.Environment, out var environment))
            {
                continue;
            }

            IReadOnlyList<SmokeTestOutcome> outcomes = [];
            await guard.TryActAsync(release.Environment, async acting =>
                outcomes = await run.RunOnceAsync(environment.LiveTests(), release.DivisionId, release.Version, acting), ct);
            foreach (var outcome in outcomes)
            {
                ran++;
                history.Add(release.Environment, release.DivisionId, release.Version, outcome);
                if (!outcome.Passed)
                {
                    failed.Add($"{outcome.Test} of {release.DivisionId} in {release.Environment} failed");
                    SmokeTestFailed(outcome.Test, release.DivisionId.ToString(), release.Environment.ToString(), outcome.Detail);
                }
            }
        }

        return failed.Count > 0
            ? new(Healthy: false, $"{ran} ran; {string.Join("; ", failed)}")
            : new(Healthy: true, $"{ran} passed{guard.Elsewhere}");
    }

    [LoggerMessage(3002, LogLevel.Warning, "Smoke test {Test} of {Division} in {Environment} failed: {Detail}")]
    private partial void SmokeTestFailed(string test, string division, string environment, string detail);
}
