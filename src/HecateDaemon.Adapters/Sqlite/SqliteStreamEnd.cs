namespace HecateDaemon.Adapters.Sqlite;

/// <summary>A stream's last event: its version and position, both -1 while there is none.</summary>
internal sealed class SqliteStreamEnd(string name)
{
    public string Name => name;

    /// <summary>Its row in the table of streams, if it has one.</summary>
    public long? Row { get; set; }

    public long Version { get; set; } = -1;

    public long Position { get; set; } = -1;

    public bool IsToBeSaved { get; set; }
}
