using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What the code repository says about a release.</summary>
internal sealed record CodeFacts
{
    /// <summary>The release's check; null: its tag is no longer there, and the rest cannot be told.</summary>
    public ReleaseReport? Report { get; init; }

    /// <summary>When the tag's commit was made.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>Commits behind the tag that were there when the release was sent on its way.</summary>
    public int CommitsBeyond { get; init; }
}
