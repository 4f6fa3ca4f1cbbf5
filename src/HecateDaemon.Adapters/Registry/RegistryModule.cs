using HecateDaemon.Lifecycle.Releases;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Adapters.Registry;

public static class RegistryModule
{
    /// <summary>Answers <see cref="IFindImages"/> from OCI registries.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services, RegistryOptions options) =>
        services.AddSingleton<IFindImages>(p => new OciRegistry(options, p.GetRequiredService<TimeProvider>()));
}
