using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The GitOps repository's branch wants this version since the commit.</summary>
public sealed record ManifestsBumped : StationReached
{
    public override Station Station => Station.ManifestsBumped;

    public required string Repository { get; init; }

    public required string Branch { get; init; }

    public required CommitId Commit { get; init; }

    /// <summary>Where the version stands, and what stood there before.</summary>
    public required IReadOnlyList<ManifestChange> Changes { get; init; }

    /// <summary>How often it was pushed until no race was lost; 0 where the version stood there already.</summary>
    public required int Attempts { get; init; }

    /// <summary>Those of the attempts that lost a race; null where none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LostPush>? LostPushes { get; init; }

    /// <summary>Which step of the strategy the commit is; null where the strategy is one commit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StrategyStep? Step { get; init; }
}
