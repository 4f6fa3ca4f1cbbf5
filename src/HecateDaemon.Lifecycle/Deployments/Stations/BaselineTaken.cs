using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>How the release that ran until now behaved, before anything was changed: what the observation compares with.</summary>
public sealed record BaselineTaken : StationReached
{
    public override Station Station => Station.BaselineTaken;

    /// <summary>The version that ran; null where none is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReleaseVersion? Of { get; init; }

    /// <summary>Null where there was nothing to look at.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ObservationFigures? Figures { get; init; }

    public required string Evidence { get; init; }
}
