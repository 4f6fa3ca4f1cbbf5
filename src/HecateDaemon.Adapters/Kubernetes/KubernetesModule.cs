using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Rollouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Reconciling into Kubernetes, by Flux, Argo CD or ourselves, and watching what runs there.</summary>
public static class KubernetesModule
{
    public static IServiceCollection AddKubernetes(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Clusters>();
        services.AddSingleton<RenderedManifests>();
        services.AddSingleton<IReconcile, FluxReconciler>();
        services.AddSingleton<IReconcile, ArgoReconciler>();
        services.AddSingleton<IReconcile, DirectReconciler>();
        services.AddSingleton<IWatchWorkloads, KubernetesWorkloads>();
        services.AddSingleton<IReplacePods, KubernetesPods>();
        services.AddSingleton<IListWarnings, KubernetesWarnings>();
        services.AddSingleton<IReadWantedWorkloads, WantedWorkloads>();
        services.AddSingleton<IListWorkloads, LiveWorkloadLists>();
        services.AddSingleton<IKeepLeases, KubernetesLeases>();
        services.AddSingleton<IListPods, RunningPods>();
        services.AddSingleton<IListNodePlatforms, KubernetesNodes>();
        return services;
    }
}
