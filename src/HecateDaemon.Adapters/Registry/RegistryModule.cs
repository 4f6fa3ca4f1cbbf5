using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Finds and verifies images in OCI registries, as the configuration says that they are reached.</summary>
public static class RegistryModule
{
    public static IServiceCollection AddRegistry(this IServiceCollection services) => services
        .AddSingleton<IFindImages>(p => new OciRegistry(OptionsOf(AccessOf(p)), p.GetRequiredService<TimeProvider>()))
        .AddSingleton<IVerifySignatures>(p => new CosignSignatures(AccessOf(p), p.GetRequiredService<TimeProvider>()));

    private static RegistryAccess AccessOf(IServiceProvider services) => services.GetRequiredService<ShippingCatalogue>().Registry;

    private static RegistryOptions OptionsOf(RegistryAccess access) => new()
    {
        DockerConfig = access.DockerConfig,
        Credentials = access.Credentials,
        CaFile = access.CaFile,
        InsecureHosts = access.InsecureHosts,
        SecureHosts = access.SecureHosts,
    };
}
