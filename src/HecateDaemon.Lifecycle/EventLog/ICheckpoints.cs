namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>How far each reader of the log has come; survives a crash, and is never ahead of what was done.</summary>
public interface ICheckpoints
{
    /// <summary>The position of the last event that the reader has dealt with, or -1.</summary>
    Task<long> LoadAsync(string reader, CancellationToken ct);

    /// <summary>Remembers the position; a reader never goes back.</summary>
    Task SaveAsync(string reader, long position, CancellationToken ct);
}
