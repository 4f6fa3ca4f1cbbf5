using HecateDaemon.Lifecycle.Manifests;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

/// <summary>The kinds of places as the daemon registers them.</summary>
internal static class Kinds
{
    public static IFindPlaces[] All { get; } =
    [
        .. from service in new ServiceCollection().AddManifests()
           where service.ServiceType == typeof(IFindPlaces)
           select (IFindPlaces)Activator.CreateInstance(service.ImplementationType!)!,
    ];
}
