namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>One smoke test: what was seen at its last attempt.</summary>
public sealed record SmokeTestResult(string Name, bool Passed, string Detail, int Attempts);
