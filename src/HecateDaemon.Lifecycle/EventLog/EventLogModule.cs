using HecateDaemon.Lifecycle.Api;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>What reads the log: the policies' runner and the projections'.</summary>
public static class EventLogModule
{
    public static IServiceCollection AddEventLogReaders(this IServiceCollection services) => services
        .AddSingleton<PolicyRunner>()
        .AddSingleton<IReadiness>(s => s.GetRequiredService<PolicyRunner>())
        .AddHostedService(s => s.GetRequiredService<PolicyRunner>())
        .AddSingleton<ProjectionRunner>()
        .AddSingleton<IReadiness>(s => s.GetRequiredService<ProjectionRunner>())
        .AddSingleton<IReadiness, EventLogReadiness>()
        .AddHostedService(s => s.GetRequiredService<ProjectionRunner>());
}
