namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>An event as the log has it. Positions order all events but need not be consecutive; versions are.</summary>
public sealed record StoredEvent(
    long Position,
    string Stream,
    long Version,
    Guid Id,
    string Type,
    ReadOnlyMemory<byte> Data,
    ReadOnlyMemory<byte> Metadata,
    DateTimeOffset RecordedAt);
