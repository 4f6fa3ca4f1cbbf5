using HecateDaemon.Lifecycle.Rollouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Reconciling into Kubernetes, by Flux or by ourselves, and watching what runs there.</summary>
public static class KubernetesModule
{
    public static IServiceCollection AddKubernetes(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Clusters>();
        services.AddSingleton<IReconcile, FluxReconciler>();
        services.AddSingleton<IReconcile, DirectReconciler>();
        services.AddSingleton<IWatchWorkloads, KubernetesWorkloads>();
        return services;
    }
}
