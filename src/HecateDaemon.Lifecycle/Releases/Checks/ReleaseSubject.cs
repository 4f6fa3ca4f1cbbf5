using HecateDaemon.Lifecycle.Catalogue;
namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A release and all that the rules look at.</summary>
internal sealed record ReleaseSubject
{
    public required TaggedRelease Release { get; init; }

    public required CommitGraph Graph { get; init; }

    public required ZeroRule Zero { get; init; }

    /// <summary>The release before it along first parents.</summary>
    public required TaggedRelease? Predecessor { get; init; }

    /// <summary>The release that people had before, pre-releases aside.</summary>
    public required TaggedRelease? Previous { get; init; }

    /// <summary>The clone ends before a predecessor was found.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Commits since <see cref="Previous"/>.</summary>
    public required ChangeSet Changes { get; init; }

    public required IReadOnlyList<FileFinding> Files { get; init; }

    public required ChangelogLookup Changelog { get; init; }

    /// <summary>All that is said in the repository about this release.</summary>
    public required NotesText? Notes { get; init; }

    /// <summary>The tags of the line, to tell whether one that is named exists.</summary>
    public required ReleaseLine Line { get; init; }
}
