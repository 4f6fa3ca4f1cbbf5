using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>
/// What was seen so far, and how far it was counted. Only the last look tells what is broken or not there yet, and nobody
/// remembers that.
/// </summary>
public sealed record ObservationState(ObservationFigures Figures, ObservationMarks Marks)
{
    public string? Broken { get; init; }

    public string? Unsettled { get; init; }

    /// <summary>Nothing was seen yet. <paramref name="restarted"/> is what is known from before: null, nothing is.</summary>
    public static ObservationState From(DateTimeOffset at, IReadOnlyList<RestartMark>? restarted) =>
        new(ObservationFigures.From(at), ObservationMarks.None with { Restarted = restarted });
}
