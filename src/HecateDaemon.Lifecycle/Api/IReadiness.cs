namespace HecateDaemon.Lifecycle.Api;

/// <summary>Something that must be in order before the daemon takes work, such as the event log.</summary>
public interface IReadiness
{
    /// <summary>One sentence, or null when ready. Answers from memory: it never waits and never throws.</summary>
    string? NotReadyBecause { get; }
}
