using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Answers <see cref="IFindImages"/> from OCI registries, as the configuration says that they are reached.</summary>
public static class RegistryModule
{
    public static IServiceCollection AddRegistry(this IServiceCollection services) => services.AddSingleton<IFindImages>(p =>
    {
        var access = p.GetRequiredService<ShippingCatalogue>().Registry;
        var options = new RegistryOptions
        {
            DockerConfig = access.DockerConfig,
            Credentials = access.Credentials,
            CaFile = access.CaFile,
            InsecureHosts = access.InsecureHosts,
        };
        return new OciRegistry(options, p.GetRequiredService<TimeProvider>());
    });
}
