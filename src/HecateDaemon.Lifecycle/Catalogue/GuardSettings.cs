using HecateDaemon.Lifecycle.AntiPatterns;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>How bad which anti-pattern is here, and how long a deployment may stand still.</summary>
public sealed record GuardSettings
{
    /// <summary>Severities other than the rules' own, by code. An error stops what would be shipped on top of it.</summary>
    public IReadOnlyDictionary<string, Severity> Rules { get; init; } = new Dictionary<string, Severity>(StringComparer.Ordinal);

    /// <summary>How long an active deployment may come no further.</summary>
    public TimeSpan NoProgressFor { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a deployment may stay shelved.</summary>
    public TimeSpan ShelvedFor { get; init; } = TimeSpan.FromDays(7);
}
