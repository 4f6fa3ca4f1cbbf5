using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>
/// The cluster's warnings about the workloads' objects. They are decided at the end of the window; without a baseline many of
/// them do not tell, for some clusters warn all day. Where they cannot be seen, what they are about is seen in the pods.
/// </summary>
internal static class WarningComparisons
{
    public static IEnumerable<ObservationComparison> Of(ObservationSubject subject, ObservationState seen, bool isOver) =>
        subject.Workloads is [] ? []
        : seen.Figures.Warnings is not { } warnings ? [None(before: null, "warnings of the cluster could not be seen")]
        : warnings is [] ? [None(subject.Baseline?.Warnings?.Sum(w => w.Count), "no warnings")]
        : warnings.Select(w => Compare(subject.Baseline, w, seen.Figures, isOver));

    private static ObservationComparison None(double? before, string detail) =>
        new("warnings", Of: null, before, Now: null, Limit: null, ObservationOutcome.Passed, detail);

    private static ObservationComparison Compare(
        ObservationFigures? baseline, WarningFigure warning, ObservationFigures figures, bool isOver)
    {
        var count = baseline?.Warnings?.Where(w => (w.Kind, w.Reason) == (warning.Kind, warning.Reason)).Sum(w => w.Count);
        var before = count is { } known ? Allowance.Scaled(known, Span(baseline!), Span(figures)) : null;
        var limit = Allowance.Lenient(before);
        return new(
            "warnings", $"{warning.Kind} {warning.Reason}", before, warning.Count, limit,
            !isOver || warning.Count <= limit ? ObservationOutcome.Passed : before is null ? ObservationOutcome.Inconclusive : ObservationOutcome.Failed,
            $"the cluster warned {PodComparisons.Times(warning.Count)} of {warning.Reason} at a {warning.Kind}" +
            $"{PodComparisons.Before(before)}: {warning.Message}");
    }

    private static double Span(ObservationFigures figures) => (figures.ToAt - figures.FromAt).TotalMilliseconds;
}
