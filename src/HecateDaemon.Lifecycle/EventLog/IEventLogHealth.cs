namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Whether the event log takes events at present.</summary>
public interface IEventLogHealth
{
    /// <summary>One sentence on the last write that failed; null once a later one was stored.</summary>
    string? Trouble { get; }
}
