using System.Diagnostics.CodeAnalysis;
using HecateDaemon.Lifecycle.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>What reads the log: the policies' runner and the projections'; and what the API tells of the log itself.</summary>
public static class EventLogModule
{
    public static IServiceCollection AddEventLogReaders(this IServiceCollection services) => services
        .AddSingleton<ParkedEvents>()
        .AddSingleton<IReadiness, EventLogReadiness>()
        .AddLogFollower<PolicyRunner>()
        .AddLogFollower<ProjectionRunner>();

    /// <summary>A reader that runs as long as the daemon, says whether it is ready, and can be told to retry what it parked.</summary>
    public static IServiceCollection AddLogFollower<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services)
        where T : LogFollower, IRetryParked => services
        .AddSingleton<T>()
        .AddSingleton<IReadiness>(s => s.GetRequiredService<T>())
        .AddSingleton<IRetryParked>(s => s.GetRequiredService<T>())
        .AddHostedService(s => s.GetRequiredService<T>());

    /// <summary>Must stand behind the API's frame and before what is mapped.</summary>
    public static void UseEventLog(this IApplicationBuilder app)
    {
        app.UseMiddleware<Consistency>();
        app.UseMiddleware<IdempotentRequests>();
    }

    public static void MapEventLog(this IEndpointRouteBuilder routes)
    {
        ParkedEndpoints.Map(routes);
        RebuildEndpoint.Map(routes);
        AllEventsEndpoint.Map(routes);
    }
}
