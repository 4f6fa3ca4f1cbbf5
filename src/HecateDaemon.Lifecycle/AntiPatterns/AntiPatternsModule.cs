using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Reconciliation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What guards environments against anti-patterns, and tells of them (<c>GET /api/antipatterns</c>).</summary>
public static class AntiPatternsModule
{
    public static IServiceCollection AddAntiPatterns(this IServiceCollection services) => services
        .AddSingleton(new EventTypes(AntiPatternEventTypes.All))
        .AddSingleton<FindingDesk>()
        .AddSingleton<FindingRecorder>()
        .AddSingleton<AntiPatternsView>()
        .AddSingleton<IProjection>(s => s.GetRequiredService<AntiPatternsView>())
        .AddSingleton<UnfinishedDeployments>()
        .AddSingleton<IProjection>(s => s.GetRequiredService<UnfinishedDeployments>())
        .AddSingleton<NamedImages>()
        .AddSingleton<CodeLook>()
        .AddSingleton<ReleaseHistories>()
        .AddSingleton<IJudgeComparisons, ClusterGuard>()
        .AddSingleton<ILookAfterEnvironments, HistoryGuard>()
        .AddSingleton<IRefuseOpening, RefuseAntiPatterns>()
        .AddSingleton<ManifestGuard>();

    public static void MapAntiPatterns(this IEndpointRouteBuilder routes) => GetAntiPatternsEndpoint.Map(routes);
}
