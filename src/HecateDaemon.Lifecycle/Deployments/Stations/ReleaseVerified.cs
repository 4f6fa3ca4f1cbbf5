using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The release tag exists in the code repository and its commit is known.</summary>
public sealed record ReleaseVerified : StationReached
{
    public override Station Station => Station.ReleaseVerified;

    public required string Repository { get; init; }

    public required string Tag { get; init; }

    public required CommitId Commit { get; init; }

    /// <summary>What the CHANGELOG at that commit says about the version.</summary>
    public required string Changelog { get; init; }
}
