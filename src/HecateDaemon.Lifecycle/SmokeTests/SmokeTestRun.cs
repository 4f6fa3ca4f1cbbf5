using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>Runs the smoke tests of an environment that speak for one division, side by side.</summary>
public sealed class SmokeTestRun(IEnumerable<IProbe> probes, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, IProbe> probes = probes.ToDictionary(p => p.Kind, StringComparer.Ordinal);

    /// <summary>Every test once, as the schedule does. No test, no outcome.</summary>
    public Task<IReadOnlyList<SmokeTestOutcome>> RunOnceAsync(
        TargetEnvironment environment, DivisionId division, ReleaseVersion expected, CancellationToken ct) =>
        RunAsync(environment, division, expected, patienceOf: _ => TimeSpan.Zero, ct);

    /// <summary>After a rollout: a failing test is repeated each second until it passes or its patience ends.</summary>
    public Task<IReadOnlyList<SmokeTestOutcome>> RunPatientlyAsync(
        TargetEnvironment environment, DivisionId division, ReleaseVersion expected, CancellationToken ct) =>
        RunAsync(environment, division, expected, patienceOf: test => test.Patience, ct);

    private async Task<IReadOnlyList<SmokeTestOutcome>> RunAsync(
        TargetEnvironment environment,
        DivisionId division,
        ReleaseVersion expected,
        Func<SmokeTest, TimeSpan> patienceOf,
        CancellationToken ct) =>
        await Task.WhenAll(environment.SmokeTests
            .Where(test => test.Division is null || test.Division == division)
            .Select(test => RunAsync(test, expected, patienceOf(test), ct)));

    private async Task<SmokeTestOutcome> RunAsync(
        SmokeTest test, ReleaseVersion expected, TimeSpan patience, CancellationToken ct)
    {
        if (!probes.TryGetValue(test.Kind, out var probe))
        {
            var known = string.Join(", ", probes.Keys.Order(StringComparer.Ordinal));
            var detail = $"no probe is called '{test.Kind}'; there are: {known}";
            return new(test.Name, Passed: false, detail, Attempts: 0, TimeSpan.Zero);
        }

        var begun = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var asked = clock.GetTimestamp();
            var result = await probe.ProbeAsync(test, expected, ct);
            var latency = clock.GetElapsedTime(asked);
            if (result.Passed || clock.GetElapsedTime(begun) + Pause > patience)
            {
                return new(test.Name, result.Passed, result.Detail, attempt, latency);
            }

            await Task.Delay(Pause, clock, ct);
        }
    }
}
