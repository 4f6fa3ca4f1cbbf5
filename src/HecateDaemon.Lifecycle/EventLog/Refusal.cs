namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>A rule that says no: a code that never changes, a sentence for a person, and what is missing, if anything is.</summary>
public sealed record Refusal(string Code, string Reason)
{
    /// <summary>What the caller would have to do first, one entry each.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public static Refusal Because(string code, string reason) => new(code, reason);
}
