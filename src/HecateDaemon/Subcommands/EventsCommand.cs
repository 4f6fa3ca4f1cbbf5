using HecateDaemon.Configuration;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary><c>hecate-daemon events</c>: moves the log that the configuration names out of it and into it.</summary>
internal static class EventsCommand
{
    public static async Task<int> RunAsync(EventsArguments asked)
    {
        try
        {
            await using var log = ConfiguredLog.Of(DaemonConfiguration.Read(asked.Line));
            Console.Error.WriteLine(asked.Verb switch
            {
                "export" => await ExportAsync(log, asked),
                "import" => await ImportAsync(log, asked),
                _ => BackUp(log, asked),
            });
            return ExitCodes.Ok;
        }
        catch (ConfigurationMistakesException e)
        {
            throw CannotStartException.BadConfiguration(e.Message);
        }
        catch (Exception e) when (e is OutsideWorldException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"hecate-daemon: {e.Message}");
            return ExitCodes.Failed;
        }
    }

    private static async Task<string> ExportAsync(ConfiguredLog log, EventsArguments asked)
    {
        log.Sqlite?.OpenToRead();
        await using var file = asked.IsPipe ? ExportFile.Of(Console.OpenStandardOutput()) : await ExportFile.ContinueAsync(asked.Path);
        await foreach (var line in new EventExport(log.Log, log.Checkpoints).LinesAsync(file.LastPosition, CancellationToken.None))
        {
            await file.WriteAsync(line);
        }

        return $"{file.Written} events of {log} were exported"
            + (file.LastPosition is var before and >= 0 ? $", behind position {before}, which the file had already" : "");
    }

    private static async Task<string> ImportAsync(ConfiguredLog log, EventsArguments asked)
    {
        // Opened first: a daemon that runs holds it, and is to be stopped.
        log.Sqlite?.Open();
        await using var lines = asked.IsPipe ? Console.OpenStandardInput() : File.OpenRead(asked.Path);
        var imported = await new EventImport(log.Log, log.Checkpoints).RunAsync(ExportFile.ReadAsync(lines), CancellationToken.None);
        return $"{imported.Brought} events were imported into {log}; it had {imported.There} of them already";
    }

    private static string BackUp(ConfiguredLog log, EventsArguments asked)
    {
        var sqlite = log.Sqlite ?? throw new OutsideWorldException(
            "the event log is in EventStoreDB, which has backups of its own: use those, or 'events export'");
        sqlite.OpenToRead();
        sqlite.BackUpTo(asked.Path);
        return $"{log} was backed up to {asked.Path}";
    }
}
