namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>What became of an append.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    /// <summary>The events are durable. Version and position are those of the last one.</summary>
    public sealed record Appended(long Version, long Position) : AppendOutcome;

    /// <summary>Somebody else was there first; nothing was stored. -1: the stream has no events.</summary>
    public sealed record Conflict(long ActualVersion) : AppendOutcome;
}
