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
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFindPlaces, KustomizeImage>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFindPlaces, RepositoryAndTag>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFindPlaces, ArgoImage>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFindPlaces, ImageKey>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFindPlaces, PolicyMarker>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFindPlaces, QuadletImage>());
        services.TryAddSingleton<ManifestEditor>();
        services.TryAddSingleton<ManifestBump>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffect, OnImageVerifiedBumpManifests>());
        return services;
    }
}
