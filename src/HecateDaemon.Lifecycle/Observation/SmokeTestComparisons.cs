using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>
/// Failures and latencies of smoke tests. One that fails longer than its patience decides at once; spikes are told from
/// accidents at the end.
/// </summary>
internal static class SmokeTestComparisons
{
    private const int EnoughLatencies = 10;
    private const double SlowerFactor = 3;
    private const double SlowerByMs = 100;

    public static IEnumerable<ObservationComparison> Of(ObservationSubject subject, ObservationState seen, DateTimeOffset now) =>
        subject.SmokeTests.SelectMany(test => Of(subject, test, seen, now));

    private static IEnumerable<ObservationComparison> Of(
        ObservationSubject subject, SmokeTest test, ObservationState seen, DateTimeOffset now)
    {
        var figure = seen.Figures.SmokeTests.FirstOrDefault(t => t.Name == test.Name) ?? new(test.Name, 0, 0, null, null);
        var before = subject.Baseline?.SmokeTests.FirstOrDefault(t => t.Name == test.Name);
        var mark = seen.Marks.SmokeTests.FirstOrDefault(t => t.Name == test.Name);
        var isOver = now >= subject.EndsAt;
        yield return mark is { FailingSinceAt: { } since, Detail: var detail } && now - since >= test.Patience
            ? new("smoke_tests", test.Name, Before: null, figure.Failed, Limit: null, ObservationOutcome.Failed, $"smoke test failed: {test.Name}: {detail}")
            : Failures(subject, figure, before, isOver);
        if (figure.MedianMs is { } median && before is { MedianMs: { } was })
        {
            yield return Latency(test, figure, before, median, was, isOver);
        }
    }

    private static ObservationComparison Failures(
        ObservationSubject subject, SmokeTestFigure now, SmokeTestFigure? before, bool isOver)
    {
        var due = Math.Max(1, Math.Floor(subject.Window / subject.Pause));
        var was = before is null ? null : Allowance.Scaled(before.Failed, before.Asked, now.Asked);
        var limit = Allowance.Lenient(was);
        var outcome =
            isOver && now.Failed > limit ? ObservationOutcome.Failed
            : isOver && now.Asked * 2 < due ? ObservationOutcome.Inconclusive
            : ObservationOutcome.Passed;
        return new("smoke_tests", now.Name, was, now.Failed, limit, outcome, outcome is ObservationOutcome.Inconclusive
            ? $"smoke test {now.Name} was asked only {PodComparisons.Times(now.Asked)} of {due}"
            : $"{now.Asked - now.Failed} of {now.Asked} answers to smoke test {now.Name} passed{Told(now.Failed, was)}");
    }

    private static ObservationComparison Latency(
        SmokeTest test, SmokeTestFigure figure, SmokeTestFigure before, int median, int was, bool isOver)
    {
        var limit = (SlowerFactor * was) + SlowerByMs;
        var isEnough = figure.Asked - figure.Failed >= EnoughLatencies && before.Asked - before.Failed >= EnoughLatencies;
        return new(
            "latency", test.Name, was, median, limit,
            isOver && isEnough && median > limit ? ObservationOutcome.Failed : ObservationOutcome.Passed,
            $"smoke test {test.Name} took {median} ms (median; before: {was} ms){(isEnough ? "" : ", too few answers to compare")}");
    }

    private static string Told(int failed, double? before) => failed > 0 || before > 0 ? PodComparisons.Before(before) : "";
}
