using HecateDaemon.Lifecycle.Deployments;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What proves a release: its tag, its CHANGELOG.</summary>
public static class ReleasesModule
{
    public static IServiceCollection AddReleases(this IServiceCollection services) => services
        .AddSingleton<IEffect, OnDeploymentOpenedVerifyRelease>()
        .AddSingleton<IProveEntryItem, VersionAssigned>()
        .AddSingleton<IProveEntryItem, ChangelogUpdated>();

    public static void MapReleases(this IEndpointRouteBuilder routes)
    {
        GetReleaseEndpoint.Map(routes);
        PrepareReleaseEndpoint.Map(routes);
    }
}
