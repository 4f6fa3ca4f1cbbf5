namespace HecateDaemon;

/// <summary>The daemon cannot start as it is set up. The message is one sentence for the person who starts it.</summary>
internal sealed class CannotStartException(string message, int exitCode) : Exception(message)
{
    /// <summary>By sysexits.h.</summary>
    public int ExitCode { get; } = exitCode;

    public static CannotStartException BadUsage(string message) => new(message, ExitCodes.Usage);

    public static CannotStartException BadConfiguration(string message) => new(message, ExitCodes.Configuration);

    public static CannotStartException NotPossibleHere(string message) => new(message, ExitCodes.CannotCreate);
}
