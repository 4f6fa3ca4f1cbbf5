using HecateDaemon.Lifecycle.Deployments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Registers the kinds of places, one line each, the editor that uses them, and the effect that bumps.</summary>
public static class ManifestsModule
{
    public static IServiceCollection AddManifests(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFindPlaces, PodSpecImage>());
        services.TryAddSingleton<ManifestEditor>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffect, OnImageVerifiedBumpManifests>());
        return services;
    }
}
