using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Makes one look at a release that has been running into figures that a window can be compared with.</summary>
internal static class BaselineFigures
{
    public static ObservationFigures Of(ObservationSubject subject, ObservationSample sample)
    {
        // Nothing was ever counted before: all that pods and smoke tests tell is news.
        var figures = ObservationTally.Add(ObservationState.From(subject.From, restarted: []), sample with { Warnings = null }).Figures;
        var pods = StayingPod.Of(sample.Pods?.Workloads ?? []);
        return figures with
        {
            PodTimeMs = pods.Sum(p => p.Pod.CreatedAt is { } made ? Math.Max(0, (long)(sample.At - made).TotalMilliseconds) : 0),
            ReadinessLost = pods.Count(p => p.Pod.CreatedAt < subject.From && p.Pod.ReadyChangedAt >= subject.From),
            Warnings = sample.Warnings is { } warnings
                ? WarningTally.Merge(warnings
                    .Where(w => w.LastAt >= subject.From)
                    .Select(w => new WarningFigure(w.Kind, w.Reason, Share(w, subject.From), w.Message)))
                : null,
        };
    }

    public static string Describe(ReleaseVersion version, ObservationFigures figures)
    {
        string?[] told =
        [
            figures.Pods > 0 ? $"{figures.Pods} pods, {figures.Restarts.Sum(r => r.Count)} restarts" : null,
            figures.Warnings is { } warnings ? $"{warnings.Sum(w => w.Count)} warnings" : null,
            .. figures.SmokeTests.Select(t => $"{t.Asked - t.Failed} of {t.Asked} answers to smoke test {t.Name} passed{(t.MedianMs is { } ms ? $" ({ms} ms)" : "")}"),
            .. figures.Unseen,
        ];
        return $"{version} until now: {string.Join("; ", told.OfType<string>().DefaultIfEmpty("nothing to look at"))}";
    }

    /// <summary>How many of one that was repeated came since then, if they came evenly; at least the last one did.</summary>
    private static int Share(WarningSeen warning, DateTimeOffset since) => warning.FirstAt >= since
        ? warning.Count
        : Math.Max(1, (int)Math.Round(warning.Count * ((warning.LastAt - since) / (warning.LastAt - warning.FirstAt))));
}
