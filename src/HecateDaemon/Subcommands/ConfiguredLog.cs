using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Configuration;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Subcommands;

/// <summary>The event log that the configuration names, without a daemon around it.</summary>
internal sealed class ConfiguredLog : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string name;

    private ConfiguredLog(ServiceProvider services, string name)
    {
        this.services = services;
        this.name = name;
    }

    public IEventLog Log => services.GetRequiredService<IEventLog>();

    public ICheckpoints Checkpoints => services.GetRequiredService<ICheckpoints>();

    /// <summary>Null where the log is not the embedded one.</summary>
    public SqliteDatabase? Sqlite => services.GetService<SqliteDatabase>();

    public override string ToString() => name;

    public static ConfiguredLog Of(IConfiguration configuration)
    {
        var parts = new ServiceCollection();
        parts.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        var catalogue = parts.AddCatalogue(configuration);
        if (catalogue.EventStore is { } eventStore)
        {
            parts.AddEventStore(eventStore);
            return new(parts.BuildServiceProvider(), "EventStoreDB");
        }

        var state = StateDirectory.Open(configuration);
        parts.AddSqliteEventLog(state.EventsDatabase);
        return new(parts.BuildServiceProvider(), state.EventsDatabase);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
