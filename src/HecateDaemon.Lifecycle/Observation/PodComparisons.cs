using System.Globalization;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Restarts and readiness of pods against the baseline, and what a rollout would not accept either.</summary>
internal static class PodComparisons
{
    /// <summary>True where there are pods to watch which nobody has seen since the window ended.</summary>
    public static bool AreUnseen(ObservationSubject subject, ObservationState seen) =>
        subject.Workloads is not [] && !(seen.Marks.PodsSeenAt >= subject.EndsAt);

    public static IEnumerable<ObservationComparison> Of(ObservationSubject subject, ObservationState seen, bool isOver)
    {
        if (subject.Workloads is [])
        {
            return [];
        }

        IEnumerable<ObservationComparison> all = [.. Broken(seen), .. Restarts(subject.Baseline, seen.Figures), Readiness(subject, seen), .. Waiting(seen.Figures)];
        return isOver && AreUnseen(subject, seen)
            ? all.Append(new("pods", Of: null, Before: null, Now: null, Limit: null, ObservationOutcome.Inconclusive, Unseen(seen)))
            : all;
    }

    private static IEnumerable<ObservationComparison> Broken(ObservationState seen) => seen.Broken is { } broken
        ? [new("pods", Of: null, Before: null, Now: null, Limit: null, ObservationOutcome.Failed, broken)]
        : [];

    private static IEnumerable<ObservationComparison> Restarts(ObservationFigures? before, ObservationFigures now)
    {
        var was = before?.Restarts.Sum(r => r.Count) is { } all ? Scaled(before, all, now) : null;
        if (now.Restarts is [])
        {
            return [new("restarts", Of: null, was, Now: 0, Limit: null, ObservationOutcome.Passed, $"no restarts of {now.Pods} pods")];
        }

        return now.Restarts.Select(r =>
        {
            var count = before?.Restarts.FirstOrDefault(b => (b.Workload, b.Container) == (r.Workload, r.Container))?.Count ?? 0;
            var scaled = Scaled(before, count, now);
            var limit = Allowance.Strict(scaled);
            return new ObservationComparison(
                "restarts", $"{r.Workload} {r.Container}", scaled, r.Count, limit,
                r.Count > limit ? ObservationOutcome.Failed : ObservationOutcome.Passed,
                $"container {r.Container} of {r.Workload} was restarted {Times(r.Count)} since the rollout was complete{Before(scaled)}");
        });
    }

    private static ObservationComparison Readiness(ObservationSubject subject, ObservationState seen)
    {
        var before = subject.Baseline is { PodTimeMs: > 0 } was ? Allowance.Scaled(was.ReadinessLost, Span(was), Span(seen.Figures)) : null;
        var limit = Allowance.Lenient(before);
        var now = seen.Figures.ReadinessLost;
        return new(
            "readiness", Of: null, before, now, limit, now > limit ? ObservationOutcome.Failed : ObservationOutcome.Passed,
            now is 0 ? "no pod lost its readiness" : $"pods lost their readiness {Times(now)}{Before(before)}");
    }

    /// <summary>Only told: whoever waits is not ready, and what waits for good is broken.</summary>
    private static IEnumerable<ObservationComparison> Waiting(ObservationFigures now) => now.Waiting.Select(w => new ObservationComparison(
        "waiting", $"{w.Workload} {w.Container}", Before: null, w.Looks, Limit: null, ObservationOutcome.Passed,
        $"container {w.Container} of {w.Workload} waited in {w.Reason} at {w.Looks} of {now.Looks} looks"));

    private static string Unseen(ObservationState seen) => seen.Marks.PodsSeenAt is { } at
        ? $"its pods were last seen at {at.UtcDateTime:HH:mm:ss}Z, before the window ended"
        : "its pods were not seen at all";

    /// <summary>By the time that pods ran: more of them may be restarted more often.</summary>
    private static double? Scaled(ObservationFigures? before, int count, ObservationFigures now) =>
        before is null ? null : Allowance.Scaled(count, before.PodTimeMs, now.PodTimeMs);

    private static double Span(ObservationFigures figures) => (figures.ToAt - figures.FromAt).TotalMilliseconds;

    internal static string Times(int count) => count is 1 ? "once" : $"{count} times";

    internal static string Before(double? before) => before is { } was
        ? string.Create(CultureInfo.InvariantCulture, $" (before: {was:0.##} in as long a time)")
        : " (nothing to compare with)";
}
