using HecateDaemon.Lifecycle.Deployments;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>What brings a commit into an environment and watches it become real.</summary>
public static class RolloutsModule
{
    public static IServiceCollection AddRollouts(this IServiceCollection services) => services
        .AddSingleton<Reconcilers>()
        .AddSingleton<IEffect, OnManifestsBumpedRequestReconciliation>()
        .AddSingleton<IEffect, OnReconciliationRequestedSeeRevision>()
        .AddSingleton<IEffect, OnRevisionAppliedWatchRollout>();
}
