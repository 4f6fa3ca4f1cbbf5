namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>What one probe saw, in a sentence: on failure, what was expected and what came instead.</summary>
public sealed record ProbeResult(bool Passed, string Detail);
