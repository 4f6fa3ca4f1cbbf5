using System.Globalization;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Values of metrics against their limits: two in a row beyond them decide at once, and so does the last one.</summary>
internal static class MetricComparisons
{
    public static IEnumerable<ObservationComparison> Of(ObservationSubject subject, ObservationState seen, bool isOver) =>
        subject.Metrics.Select(query => Compare(
            query,
            seen.Figures.Metrics.FirstOrDefault(m => m.Name == query.Name) ?? new(query.Name, 0, 0, null, null, Why: null),
            subject.Baseline?.Metrics.FirstOrDefault(m => m.Name == query.Name)?.Value,
            isOver));

    private static ObservationComparison Compare(MetricQuery query, MetricFigure now, double? before, bool isOver)
    {
        var most = (query.MaxRatio * before, query.Max) switch
        {
            ({ } relative, { } absolute) => Math.Max(relative, absolute),
            var (relative, absolute) => relative ?? absolute,
        };
        var isBeyond = IsBeyond(now.Value) && (isOver || IsBeyond(now.Previous));
        var cannotTell =
            now.Value is null || (now.Asked - now.Unanswered) * 2 < now.Asked ? $"metric {query.Name} gave no value{(now.Why is null ? "" : $": {now.Why}")}"
            : query.MaxRatio is not null && before is null ? $"metric {query.Name} had no value before the rollout to compare with"
            : null;
        return new(
            "metrics", query.Name, before, now.Value, most ?? query.Min,
            isBeyond ? ObservationOutcome.Failed : isOver && cannotTell is not null ? ObservationOutcome.Inconclusive : ObservationOutcome.Passed,
            isBeyond || cannotTell is null ? Told(query, now.Value!.Value, before, most) : cannotTell);

        bool IsBeyond(double? value) => value > most || value < query.Min;
    }

    private static string Told(MetricQuery query, double value, double? before, double? most)
    {
        var limits = string.Join(", ", new[]
        {
            before is { } was ? $"before: {Text(was)}" : null,
            most is { } max ? $"at most {Text(max)}" : null,
            query.Min is { } min ? $"at least {Text(min)}" : null,
        }.OfType<string>());
        return $"metric {query.Name} is {Text(value)} ({limits})";
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
