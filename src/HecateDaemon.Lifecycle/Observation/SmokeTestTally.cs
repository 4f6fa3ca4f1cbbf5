using HecateDaemon.Lifecycle.SmokeTests;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Counts answers and failures of smoke tests, and keeps the latest latencies.</summary>
internal static class SmokeTestTally
{
    private const int LatenciesKept = 100;

    public static ObservationState Add(ObservationState before, ObservationSample sample) =>
        sample.SmokeTests.Aggregate(before, (state, outcome) => Add(state, outcome, sample));

    private static ObservationState Add(ObservationState before, SmokeTestOutcome outcome, ObservationSample sample)
    {
        var figure = before.Figures.SmokeTests.FirstOrDefault(t => t.Name == outcome.Test) ?? new(outcome.Test, 0, 0, null, null);
        var mark = before.Marks.SmokeTests.FirstOrDefault(t => t.Name == outcome.Test) ?? new(outcome.Test, null, null, []);
        var latencies = outcome.Passed && sample.HasAsked
            ? [.. mark.LatenciesMs.TakeLast(LatenciesKept - 1), (int)Math.Clamp(outcome.Latency.TotalMilliseconds, 0, int.MaxValue)]
            : mark.LatenciesMs;
        var now = figure with
        {
            Asked = figure.Asked + (sample.HasAsked ? 1 : 0),
            Failed = figure.Failed + (sample.HasAsked && !outcome.Passed ? 1 : 0),
            MedianMs = Quantile(latencies, 0.5),
            NinetyFifthMs = Quantile(latencies, 0.95),
        };
        var next = mark with
        {
            FailingSinceAt = outcome.Passed ? null : mark.FailingSinceAt ?? sample.At,
            Detail = outcome.Passed ? null : outcome.Detail,
            LatenciesMs = latencies,
        };
        return before with
        {
            Figures = before.Figures with { SmokeTests = [.. before.Figures.SmokeTests.Where(t => t.Name != now.Name), now] },
            Marks = before.Marks with { SmokeTests = [.. before.Marks.SmokeTests.Where(t => t.Name != next.Name), next] },
        };
    }

    /// <summary>The smallest value that at least this share of all does not exceed.</summary>
    private static int? Quantile(IReadOnlyList<int> values, double share) => values is []
        ? null
        : values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(values.Count * share) - 1));
}
