using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Notifications;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Strategies;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>The world outside in the stead of the adapters.</summary>
internal static class OutsidePorts
{
    public static IServiceCollection AddOutside(this IServiceCollection services, Outside outside) => services
        .AddSingleton<IReadCodeRepository>(outside)
        .AddSingleton<IReadCodeHistory>(outside)
        .AddSingleton<IFindImages>(outside)
        .AddSingleton<IAskCi>(outside)
        .AddSingleton<IListNodePlatforms>(outside)
        .AddSingleton<IVerifySignatures>(outside)
        .AddSingleton<ISendNotices>(outside)
        .AddSingleton<ICommitManifests>(outside)
        .AddSingleton<IReadManifests>(outside)
        .AddSingleton<IListChangedPaths>(outside.Changes)
        .AddSingleton<IReconcile>(outside)
        .AddSingleton<IWatchWorkloads>(outside)
        .AddSingleton<IReplacePods>(outside.OfDaemons)
        .AddSingleton<IReadWantedWorkloads>(outside)
        .AddSingleton<IListWorkloads>(outside)
        .AddSingleton<IProbe>(outside);
}
