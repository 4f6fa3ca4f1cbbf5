using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Facts;

/// <summary>What other processes tell the daemon.</summary>
public static class FactsModule
{
    public static IServiceCollection AddFacts(this IServiceCollection services) => services
        .AddSingleton(new EventTypes(FactEventTypes.All))
        .AddSingleton<FactBook>()
        .AddSingleton<IProveEntryItem, DebuggingItem>();

    public static void MapFacts(this IEndpointRouteBuilder routes) => ReceiveFactEndpoint.Map(routes);
}
