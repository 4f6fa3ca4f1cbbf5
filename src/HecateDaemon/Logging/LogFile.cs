using HecateDaemon.Configuration;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Logging;

/// <summary>Finds where the rolling log file goes.</summary>
internal static class LogFile
{
    /// <summary>
    /// What is configured, else systemd's folder for logs, else the system's (as root), else the state directory;
    /// null where no file is wanted.
    /// </summary>
    public static string? PathOf(IConfiguration configuration, StatePaths state)
    {
        if (string.Equals(configuration["Logging:File:Enabled"], "false", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var folder = Environment.GetEnvironmentVariable("LOGS_DIRECTORY")?.Split(':')[0]
            ?? (Environment.IsPrivilegedProcess ? Defaults.LogDirectory : Path.Combine(state.Root, "logs"));
        return Path.GetFullPath(configuration["Logging:File:Path"] ?? Path.Combine(folder, "daemon-.log"));
    }

    /// <summary>Null when the folder takes files, else why not: Serilog itself would say nothing.</summary>
    public static string? Obstacle(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folder);
            var trial = Path.Combine(folder, $".trial-{Environment.ProcessId}");
            using var opened = new FileStream(trial, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            });
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
