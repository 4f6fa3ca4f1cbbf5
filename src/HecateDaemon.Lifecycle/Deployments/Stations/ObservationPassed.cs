using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Nothing worse than before was seen until the end of the observation window, or what was seen does not tell and may pass.</summary>
public sealed record ObservationPassed : StationReached
{
    public override Station Station => Station.ObservationPassed;

    public required string Evidence { get; init; }

    /// <summary>False where there was no window, or nothing to look at.</summary>
    public required bool Looked { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ObservationFigures? Figures { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ObservationComparison>? Comparisons { get; init; }
}
