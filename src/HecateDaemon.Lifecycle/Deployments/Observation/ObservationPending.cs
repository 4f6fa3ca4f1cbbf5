using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The observation is not over; whoever goes on, goes on from here.</summary>
public abstract record ObservationPending : StationPending
{
    /// <summary>When the window ends, whoever looks until then.</summary>
    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset EndsAt { get; init; }

    public required ObservationFigures Figures { get; init; }

    public required ObservationMarks Marks { get; init; }

    /// <summary>True once the window has been extended.</summary>
    public bool IsExtended { get; init; }

    /// <summary>Figures are news, though the words may be the same.</summary>
    internal override bool IsAsTold(StationPending other) =>
        base.IsAsTold(other) && other is ObservationPending told && told.Figures.ToAt == Figures.ToAt;
}

/// <summary>What was seen so far. Recorded now and then, and when something bad is news.</summary>
public sealed record ObservationProgressed : ObservationPending;

/// <summary>The window is over, and what was seen does not tell. What follows is the environment's to say.</summary>
public sealed record ObservationInconclusive : ObservationPending
{
    public required IReadOnlyList<ObservationComparison> Comparisons { get; init; }

    /// <summary>What does not tell, in a sentence.</summary>
    public required string Reason { get; init; }
}
