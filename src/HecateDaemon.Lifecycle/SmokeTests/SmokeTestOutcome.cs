namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>How one smoke test ended: what its last attempt saw and how long that took.</summary>
public sealed record SmokeTestOutcome(string Test, bool Passed, string Detail, int Attempts, TimeSpan Latency);
