namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>How one smoke test ended: what its last attempt saw, how many it took, and how long the last one lasted.</summary>
public sealed record SmokeTestOutcome(string Test, bool Passed, string Detail, int Attempts, TimeSpan Latency);
