namespace HecateDaemon.EndToEnd.Tests.Daemon;

/// <summary>How a run of the executable ended.</summary>
public sealed record DaemonEnd(int ExitCode, string Output, string Errors);
