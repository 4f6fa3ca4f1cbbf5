using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What was found about one release tag.</summary>
public sealed record ReleaseReport
{
    public required string Tag { get; init; }

    public required string Version { get; init; }

    /// <summary>The component of a monorepo; empty for the repository itself.</summary>
    public required string Component { get; init; }

    public required CommitId Commit { get; init; }

    /// <summary>When the tag was made, or for a lightweight one its commit.</summary>
    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset TaggedAt { get; init; }

    public required bool IsAnnotated { get; init; }

    /// <summary>The release before it along first parents.</summary>
    public string? Predecessor { get; init; }

    /// <summary>The release to go back to; its commits are not counted as changes.</summary>
    public string? PreviousRelease { get; init; }

    public bool? PreviousIsAncestor { get; init; }

    public required ReleaseChanges Changes { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public required IReadOnlyList<FileFinding> Files { get; init; }

    public ReleaseEntry? Changelog { get; init; }

    /// <summary>The release notes have a Rollback Plan, whatever stands in it.</summary>
    [JsonIgnore]
    public bool HasRollbackPlan { get; init; }

    public Verdict this[string item] => Of(item).Verdict;

    public Finding Of(string item) => Findings.First(f => f.Item == item);
}

/// <summary>The commits of a release, in numbers.</summary>
public sealed record ReleaseChanges(int Commits, int Conventional, Jump Needed, Jump Made);

/// <summary>A release's entry in the changelog.</summary>
public sealed record ReleaseEntry(string Path, int Line, string Heading, DateOnly? Date, IReadOnlyList<string> Sections, int LeftUnreleased);
