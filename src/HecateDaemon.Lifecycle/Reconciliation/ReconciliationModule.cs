using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Loops;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Wanted against live, on a schedule (<c>GET /api/drift</c>).</summary>
public static class ReconciliationModule
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services
        .AddSingleton(new EventTypes(ReconciliationEventTypes.All))
        .AddSingleton<DriftDesk>()
        .AddSingleton<IKnowVerifiedImages, VerifiedReleases>()
        .AddSingleton<DriftDetection>()
        .AddSingleton<DriftView>()
        .AddSingleton<IProjection>(s => s.GetRequiredService<DriftView>())
        .AddSingleton<ReconcileRound>()
        .AddLoop<ReconcileRound>();

    public static void MapReconciliation(this IEndpointRouteBuilder routes) => GetDriftEndpoint.Map(routes);
}
