using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Observation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Adapters.Prometheus;

/// <summary>Answers <see cref="IAskMetrics"/> by Prometheus's HTTP API, which others speak too.</summary>
public static class PrometheusModule
{
    public static IServiceCollection AddPrometheus(this IServiceCollection services)
    {
        services.TryAddSingleton<OutgoingHttp>();
        return services.AddSingleton<IAskMetrics, PrometheusMetrics>();
    }
}
