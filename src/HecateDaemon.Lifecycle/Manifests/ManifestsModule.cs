using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Registers the kinds of places, one line each, and the editor that uses them.</summary>
public static class ManifestsModule
{
    public static IServiceCollection AddManifests(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFindPlaces, PodSpecImage>());
        services.TryAddSingleton<ManifestEditor>();
        return services;
    }
}
