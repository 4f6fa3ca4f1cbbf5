using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Something worse than before was seen within the observation window.</summary>
public sealed record ObservationFailed : StationFailed
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ObservationFigures? Figures { get; init; }

    /// <summary>Those that failed come first: the first one decided.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ObservationComparison>? Comparisons { get; init; }
}
