using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// What became of one file. Findings are in the order of the text. What shows only in several files together comes in
/// reports of its own, after those of all files.
/// </summary>
public sealed record FileReport(
    string File, IReadOnlyList<Finding> Findings, IReadOnlyList<IgnoredFinding> Ignored, IReadOnlyList<CannotTell> Unclear)
{
    /// <summary>True if the file could not be read at all, though it is there.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>True for what shows only in several files together.</summary>
    public bool IsOfTree { get; init; }
}

/// <summary>A finding that somebody chose not to hear of, and why.</summary>
public sealed record IgnoredFinding(Finding Finding, IgnoredBy By, string Reason);
