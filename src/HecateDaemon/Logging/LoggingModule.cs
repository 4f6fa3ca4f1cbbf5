using HecateDaemon.Lifecycle.Catalogue;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace HecateDaemon.Logging;

/// <summary>Logs to standard output for the journal and people, and as compact JSON to a rolling file for machines.</summary>
internal static partial class LoggingModule
{
    private const long LargestFile = 64 * 1024 * 1024;
    private const int MostFiles = 14;

    /// <summary><c>Logging:Level</c> for all, <c>Logging:Levels:{source}</c> for one, <c>Logging:File:Enabled</c>, <c>Logging:File:Path</c>.</summary>
    public static ILoggerFactory Create(IConfiguration configuration, StatePaths state)
    {
        var settings = new LoggerConfiguration()
            .MinimumLevel.Is(LevelAt(configuration, "Logging:Level"))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // It logs what a start throws, and so does Daemon: once, and without a stack trace where it is no bug.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LevelAlias.Off)
            .WriteTo.Console(new LineFormatter(IsReadByJournal));
        foreach (var source in configuration.GetSection("Logging:Levels").GetChildren())
        {
            settings.MinimumLevel.Override(source.Key, LevelAt(configuration, source.Path));
        }

        var path = LogFile.PathOf(configuration, state);
        var obstacle = path is null ? null : LogFile.Obstacle(path);
        if (path is not null && obstacle is null)
        {
            settings.WriteTo.File(
                new CompactJsonFormatter(),
                path,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: MostFiles);
        }

        var logs = new SerilogLoggerFactory(settings.CreateLogger(), dispose: true);
        if (path is not null && obstacle is not null)
        {
            NoLogFile(logs.CreateLogger(typeof(LoggingModule).FullName!), path, obstacle);
        }

        return logs;
    }

    private static bool IsReadByJournal =>
        Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 } && Console.IsOutputRedirected;

    /// <summary>A wrong level is named with the configuration's other mistakes, when the catalogue is read.</summary>
    private static LogEventLevel LevelAt(IConfiguration configuration, string key) =>
        Enum.TryParse<LogEventLevel>(configuration[key], ignoreCase: true, out var level) && Enum.IsDefined(level)
            ? level
            : LogEventLevel.Information;

    [LoggerMessage(9201, LogLevel.Warning, "No log file is written to {Path}: {Reason}")]
    private static partial void NoLogFile(ILogger logger, string path, string reason);
}
