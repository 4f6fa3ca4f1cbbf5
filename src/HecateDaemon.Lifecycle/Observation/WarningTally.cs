using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>
/// Counts the cluster's warnings that came since the look before, by the cluster's own clock. What there was at the first look
/// is older than the window.
/// </summary>
internal static class WarningTally
{
    private const int MostListed = 50;

    public static ObservationState Add(ObservationState before, ObservationSample sample)
    {
        if (sample.Warnings is not { } seen)
        {
            return before;
        }

        var (figures, marks) = (before.Figures, before.Marks);
        var latest = seen.Select(w => (DateTimeOffset?)w.LastAt).Append(marks.WarnedAt).Max();
        var news = figures.Warnings is null ? [] : seen.Where(w => IsNew(w, marks)).Select(w => Count(w, marks.WarnedAt));
        return before with
        {
            Figures = figures with { Warnings = Merge([.. figures.Warnings ?? [], .. news]) },
            Marks = marks with { WarnedAt = latest, Warned = [.. seen.Where(w => w.LastAt == latest).Select(Mark)] },
        };
    }

    public static IReadOnlyList<WarningFigure> Merge(IEnumerable<WarningFigure> all) =>
    [
        .. all.GroupBy(w => (w.Kind, w.Reason))
            .Select(g => g.Last() with { Count = g.Sum(w => w.Count) })
            .OrderByDescending(w => w.Count)
            .Take(MostListed),
    ];

    private static bool IsNew(WarningSeen warning, ObservationMarks marks) =>
        marks.WarnedAt is not { } until || warning.LastAt > until ||
        (warning.LastAt == until && !marks.Warned.Contains(Mark(warning), StringComparer.Ordinal));

    /// <summary>Of one that was repeated before it is only known that it came once more.</summary>
    private static WarningFigure Count(WarningSeen warning, DateTimeOffset? until) =>
        new(warning.Kind, warning.Reason, until is null || warning.FirstAt > until ? warning.Count : 1, warning.Message);

    private static string Mark(WarningSeen warning) => $"{warning.Key} {warning.Count}";
}
