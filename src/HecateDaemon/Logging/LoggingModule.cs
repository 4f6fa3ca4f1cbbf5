using HecateDaemon.Lifecycle.Catalogue;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace HecateDaemon.Logging;

/// <summary>Logs to standard output for the journal and people, and as compact JSON to a rolling file for machines.</summary>
internal static class LoggingModule
{
    private const long LargestFile = 64 * 1024 * 1024;
    private const int MostFiles = 14;

    /// <summary><c>Logging:Level</c> for all, <c>Logging:Levels:{source}</c> for one, <c>Logging:File:Enabled</c>, <c>Logging:File:Path</c>.</summary>
    public static Logger CreateLogger(IConfiguration configuration, StatePaths state)
    {
        var underJournal = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 } && Console.IsOutputRedirected;
        var settings = new LoggerConfiguration()
            .MinimumLevel.Is(LevelAt(configuration, "Logging:Level") ?? LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // It logs what its StartAsync throws, and so does Daemon: once, and without a stack trace where it is no bug.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LevelAlias.Off)
            .WriteTo.Console(new LineFormatter(underJournal));
        foreach (var source in configuration.GetSection("Logging:Levels").GetChildren())
        {
            settings.MinimumLevel.Override(source.Key, LevelAt(configuration, source.Path)!.Value);
        }

        if (string.Equals(configuration["Logging:File:Enabled"], "false", StringComparison.OrdinalIgnoreCase))
        {
            return settings.CreateLogger();
        }

        var path = LogFile.PathOf(configuration, state);
        var obstacle = LogFile.Obstacle(path);
        if (obstacle is null)
        {
            settings.WriteTo.File(
                new CompactJsonFormatter(),
                path,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: MostFiles);
        }

        var logger = settings.CreateLogger();
        if (obstacle is not null)
        {
            logger.Warning("No log file is written to {Path}: {Reason}", path, obstacle);
        }

        return logger;
    }

    private static LogEventLevel? LevelAt(IConfiguration configuration, string key) => configuration[key] switch
    {
        null => null,
        var name when Enum.TryParse<LogEventLevel>(name, ignoreCase: true, out var level) && Enum.IsDefined(level) => level,
        _ => throw CannotStartException.BadConfiguration(
            $"{key} is not a log level: it must be Verbose, Debug, Information, Warning, Error or Fatal"),
    };
}
