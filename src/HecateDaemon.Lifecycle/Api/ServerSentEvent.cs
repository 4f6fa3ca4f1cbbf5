namespace HecateDaemon.Lifecycle.Api;

/// <summary>One event of a stream: its id, by which a client resumes, its wire name, and its data in UTF-8.</summary>
public readonly record struct ServerSentEvent(long Id, string Name, ReadOnlyMemory<byte> Data);
