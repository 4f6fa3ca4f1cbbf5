using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The environment has a revision that contains our commit.</summary>
public sealed record RevisionApplied : StationReached
{
    public override Station Station => Station.RevisionApplied;

    /// <summary>The commit that is applied: ours, or one that has ours among its ancestors.</summary>
    public required CommitId Revision { get; init; }

    public required string Evidence { get; init; }
}
