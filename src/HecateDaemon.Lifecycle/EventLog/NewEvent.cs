namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>An event to be stored. The id is the same at every try; data and metadata are JSON objects in UTF-8.</summary>
public sealed record NewEvent(Guid Id, string Type, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Metadata);
