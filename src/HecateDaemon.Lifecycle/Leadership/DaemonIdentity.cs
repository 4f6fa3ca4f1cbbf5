namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>
/// As whom this daemon holds leases. No other process may have the same name while this one lives; after a crash the same
/// daemon takes up its own leases without waiting for them to expire.
/// </summary>
public sealed record DaemonIdentity(string Name);
