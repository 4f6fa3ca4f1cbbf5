namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>How the projections were built: from how many events, up to which position, in what time.</summary>
public sealed record Rebuilt(long Events, long Position, long Milliseconds);
