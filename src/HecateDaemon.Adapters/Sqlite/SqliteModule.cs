using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>Puts the event log and the checkpoints in a SQLite file.</summary>
public static class SqliteModule
{
    /// <summary>The file is opened, and created if there is none, when the host starts.</summary>
    public static IServiceCollection AddSqliteEventLog(this IServiceCollection services, string path)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(all => new SqliteDatabase(
            path, all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<SqliteDatabase>>()));
        services.AddSingleton<IEventLogHealth>(all => all.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<IEventLog, SqliteEventLog>();
        services.AddSingleton<ICheckpoints, SqliteCheckpoints>();
        services.AddHostedService<SqliteOpening>();
        return services;
    }
}
