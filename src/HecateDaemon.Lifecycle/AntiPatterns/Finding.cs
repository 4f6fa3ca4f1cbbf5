namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>One anti-pattern at one place, and what was seen there, in one sentence without its full stop.</summary>
public sealed record Finding(string Rule, Severity Severity, string Seen, FindingPlace Place)
{
    /// <summary>What makes two findings of one rule in one file the same, wherever in it they stand.</summary>
    public string Subject { get; init; } = Seen;
}
