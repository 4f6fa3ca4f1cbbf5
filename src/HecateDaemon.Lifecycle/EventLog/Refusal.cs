namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>A rule that says no: a code that never changes, a sentence for a person, and what is missing, if anything is.</summary>
public sealed record Refusal(string Code, string Reason)
{
    /// <summary>The code of a command that was meant for another version of its stream.</summary>
    public const string StaleVersion = "version_stale";

    /// <summary>What the caller would have to do first, one entry each.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public static Refusal Because(string code, string reason) => new(code, reason);
}
