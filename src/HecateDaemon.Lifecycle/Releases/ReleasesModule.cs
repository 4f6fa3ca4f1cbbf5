using HecateDaemon.Lifecycle.Deployments;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What proves a release: its tag, and all that stands in the code repository at it.</summary>
public static class ReleasesModule
{
    public static IServiceCollection AddReleases(this IServiceCollection services) => services
        .AddSingleton<IEffect, OnDeploymentOpenedVerifyRelease>()
        .AddSingleton<ReleaseChecks>()
        .AddSingleton<RollbackTarget>()
        .AddSingleton<IProveEntryItems, ReleaseItems>();

    public static void MapReleases(this IEndpointRouteBuilder routes)
    {
        GetReleaseEndpoint.Map(routes);
        PrepareReleaseEndpoint.Map(routes);
    }
}
