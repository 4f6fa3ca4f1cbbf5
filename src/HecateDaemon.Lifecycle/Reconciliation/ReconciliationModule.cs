using HecateDaemon.Lifecycle.Loops;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Wanted against live, on a schedule.</summary>
public static class ReconciliationModule
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services
        .AddSingleton<ReconcileRound>()
        .AddLoop<ReconcileRound>();
}
