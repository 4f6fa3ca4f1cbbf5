using HecateDaemon.Lifecycle.Deployments;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>How a release behaves, against the one before it (<c>GET /api/deployments/{id}/observation</c>).</summary>
public static class ObservationModule
{
    public static IServiceCollection AddObservation(this IServiceCollection services) => services
        .AddSingleton<MetricAsking>()
        .AddSingleton<BaselineLook>()
        .AddSingleton<ObservationLook>()
        .AddSingleton<IEffect, OnImageVerifiedTakeBaseline>()
        .AddSingleton<IEffect, OnSmokeTestsPassedObserve>();

    public static void MapObservation(this IEndpointRouteBuilder routes) => GetObservationEndpoint.Map(routes);
}
