using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Every workload runs the new version and the old pods are gone.</summary>
public sealed record RolloutCompleted : StationReached
{
    public override Station Station => Station.RolloutCompleted;

    public required string Evidence { get; init; }

    /// <summary>True where each pod's image and digest were compared with the verified ones.</summary>
    public required bool Traced { get; init; }

    /// <summary>Restarts of all containers together, the baseline of the observation that follows.</summary>
    public required int Restarts { get; init; }

    /// <summary>Which containers were restarted, and how often; null where it was not asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RestartMark>? Restarted { get; init; }
}
