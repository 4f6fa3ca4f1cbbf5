using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Images;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Adapters.Ci;

/// <summary>Answers <see cref="IAskCi"/> over HTTP.</summary>
public static class CiModule
{
    public static IServiceCollection AddCi(this IServiceCollection services)
    {
        services.TryAddSingleton<OutgoingHttp>();
        return services.AddSingleton<IAskCi, CiStatus>();
    }
}
