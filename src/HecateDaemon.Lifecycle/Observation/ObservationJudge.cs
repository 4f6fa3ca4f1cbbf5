using System.Globalization;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>
/// Says what an observation comes to at a moment. Pure: the same figures give the same verdict. What cannot come right again
/// fails at once; what only a whole window can tell is decided at its end.
/// </summary>
public static class ObservationJudge
{
    public static ObservationVerdict Judge(ObservationSubject subject, ObservationState seen, DateTimeOffset now)
    {
        var isOver = now >= subject.EndsAt;
        IReadOnlyList<ObservationComparison> all =
        [
            .. PodComparisons.Of(subject, seen, isOver)
                .Concat(WarningComparisons.Of(subject, seen, isOver))
                .Concat(SmokeTestComparisons.Of(subject, seen, now))
                .Concat(MetricComparisons.Of(subject, seen, isOver))
                .OrderBy(c => c.Outcome switch { ObservationOutcome.Failed => 0, ObservationOutcome.Inconclusive => 1, _ => 2 }),
        ];
        var late = now - subject.EndsAt;
        return all switch
        {
            [{ Outcome: ObservationOutcome.Failed } first, ..] => new ObservationVerdict.Failed(first.Detail, all),
            _ when !isOver => new ObservationVerdict.Open(Progress(subject, seen), all),
            _ when Unsettled(subject, seen) is { } what => late < subject.Environment.RolloutDeadline
                ? new ObservationVerdict.Open($"it to settle: {what}", all)
                : new ObservationVerdict.Failed($"it did not settle within {subject.Environment.RolloutDeadline} after the window: {what}", all),
            _ when PodComparisons.AreUnseen(subject, seen) && late < subject.Environment.RolloutDeadline =>
                new ObservationVerdict.Open($"its pods to be seen: {string.Join("; ", seen.Figures.Unseen)}", all),
            [{ Outcome: ObservationOutcome.Inconclusive }, ..] => new ObservationVerdict.Inconclusive(
                string.Join("; ", all.Where(c => c.Outcome is ObservationOutcome.Inconclusive).Select(c => c.Detail)), all),
            [] => new ObservationVerdict.Passed($"watched for {subject.Window:c}: nothing to look at here", Looked: false, all),
            _ => new ObservationVerdict.Passed($"watched for {subject.Window:c}: {Told(all)}", Looked: true, all),
        };
    }

    private static string? Unsettled(ObservationSubject subject, ObservationState seen)
    {
        var failing = seen.Marks.SmokeTests
            .Where(t => t.FailingSinceAt is not null && subject.SmokeTests.Any(test => test.Name == t.Name))
            .Select(t => $"smoke test {t.Name} fails: {t.Detail}");
        return string.Join("; ", failing.Prepend(seen.Unsettled).OfType<string>()) is { Length: > 0 } what ? what : null;
    }

    private static string Told(IReadOnlyList<ObservationComparison> all) => string.Join("; ", all.Select(c => c.Detail));

    private static string Progress(ObservationSubject subject, ObservationState seen)
    {
        var troubles = seen.Figures.Restarts.Sum(r => r.Count) + seen.Figures.ReadinessLost +
            (seen.Figures.Warnings?.Sum(w => w.Count) ?? 0) + seen.Figures.SmokeTests.Sum(t => t.Failed);
        var what = troubles is 0 ? "nothing bad seen so far" : $"{troubles} troubles so far, within what is allowed";
        return string.Create(
            CultureInfo.InvariantCulture, $"the observation window of {subject.Window:c} to end at {subject.EndsAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: {what}");
    }
}
