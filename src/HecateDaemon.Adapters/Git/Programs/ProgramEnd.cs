namespace HecateDaemon.Adapters.Git;

/// <summary>How a program ended, and the beginning of what it said.</summary>
internal sealed record ProgramEnd(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode is 0;

    /// <summary>The last thing that it complained of: what came before is mostly on the way there.</summary>
    public string LastWords => GitFailure.Clean(
        Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? $"exit code {ExitCode}");
}
