using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Leadership;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>Puts the event log and the checkpoints in EventStoreDB.</summary>
public static class EventStoreModule
{
    /// <summary>The files that are named are read when the host starts; the server is dialled when it is needed.</summary>
    /// <exception cref="ConfigurationMistakesException">The connection string is not right.</exception>
    public static IServiceCollection AddEventStore(this IServiceCollection services, EventStoreAccess access)
    {
        var settings = Read(access.ConnectionString);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(all => new EventStoreConnection(
            settings,
            access.CredentialsFile,
            all.GetRequiredService<TimeProvider>(),
            all.GetRequiredService<ILogger<EventStoreConnection>>()));
        services.AddSingleton(new EventStoreNames(access.Namespace));
        services.AddSingleton<EventStoreLog>();
        services.AddSingleton<IEventLog>(all => all.GetRequiredService<EventStoreLog>());
        services.AddSingleton<IEventLogHealth>(all => all.GetRequiredService<EventStoreLog>());
        services.AddSingleton<ICheckpoints, EventStoreCheckpoints>();
        services.AddSingleton<IKeepLeases, EventStoreLeases>();
        return services;
    }

    private static EventStoreSettings Read(string connectionString)
    {
        try
        {
            return EventStoreConnectionString.Parse(connectionString);
        }
        catch (FormatException e)
        {
            throw new ConfigurationMistakesException([new Mistake("EventStore:ConnectionString", e.Message)]);
        }
    }
}
