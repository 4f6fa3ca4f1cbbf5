using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The bump waits on a branch of its own until somebody merges it into the one that the environment follows.</summary>
public sealed record MergeRequested : StationPending
{
    public required string Repository { get; init; }

    /// <summary>Where the commit waits.</summary>
    public required string Branch { get; init; }

    public required string TargetBranch { get; init; }

    public required CommitId Commit { get; init; }

    /// <summary>The target branch as it was when that was proposed: once it is merged, whichever way, nothing else tells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CommitId? Before { get; init; }
}
