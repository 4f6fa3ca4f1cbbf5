using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>A piece of software that is shipped, and where its sources, its image and its manifests live.</summary>
public sealed record Division
{
    public required DivisionId Id { get; init; }

    /// <summary>The git repository with source, tests, CHANGELOG and release tags. Never the GitOps repository.</summary>
    public required string CodeRepository { get; init; }

    /// <summary>The image that CI pushes for each release tag.</summary>
    public required ImageName Image { get; init; }

    /// <summary>Where the division's manifests are, relative to the environment's path: a folder or a file, with '/'.</summary>
    public required string GitOpsPath { get; init; }

    /// <summary>What stands before the version in a release tag.</summary>
    public string TagPrefix { get; init; } = "v";

    /// <summary>What commits may ask for in versions below 1.0.0.</summary>
    public ZeroRule BelowOne { get; init; }

    /// <summary>Files that state the version, besides those that are known for it.</summary>
    public IReadOnlyList<VersionFilePattern> VersionFiles { get; init; } = [];

    /// <summary>Where CI is asked how the release's commit did; null: a person says so.</summary>
    public CiAccess? Ci { get; init; }

    /// <summary>By which changed files a strategy is proposed; null: none is.</summary>
    public Advice? Advice { get; init; }
}
