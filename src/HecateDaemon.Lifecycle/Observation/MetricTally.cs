namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Keeps the last two values of each query, and counts those that gave none.</summary>
internal static class MetricTally
{
    public static ObservationState Add(ObservationState before, ObservationSample sample) =>
        sample.Metrics.Aggregate(before, Add);

    private static ObservationState Add(ObservationState before, MetricSeen seen)
    {
        var figure = before.Figures.Metrics.FirstOrDefault(m => m.Name == seen.Name) ?? new(seen.Name, 0, 0, null, null, null);
        var now = figure with
        {
            Asked = figure.Asked + 1,
            Unanswered = figure.Unanswered + (seen.Value is null ? 1 : 0),
            Value = seen.Value ?? figure.Value,
            Previous = seen.Value is null ? figure.Previous : figure.Value,
            Why = seen.Why,
        };
        return before with
        {
            Figures = before.Figures with { Metrics = [.. before.Figures.Metrics.Where(m => m.Name != now.Name), now] },
        };
    }
}
