using HecateDaemon.Lifecycle.EventLog;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The deployments: their desks, policies and road, and the API's paths under <c>/api/deployments</c>.</summary>
public static class DeploymentsModule
{
    public static IServiceCollection AddDeployments(this IServiceCollection services) => services
        .AddSingleton(new EventTypes(DeploymentEventTypes.All))
        .AddSingleton(s => new EventCodec(s.GetServices<EventTypes>().SelectMany(types => types.All)))
        .AddSingleton<DeploymentStreams>()
        .AddSingleton<DeploymentDesk>()
        .AddSingleton<SlotDesk>()
        .AddSingleton<OpeningDesk>()
        .AddSingleton<ConcludingDesk>()
        .AddSingleton<RollbackDesk>()
        .AddSingleton<HoldDesk>()
        .AddSingleton<WaivingDesk>()
        .AddSingleton<EntryProofs>()
        .AddSingleton<IPolicy, OnSlotTakenActivateDeployment>()
        .AddSingleton<IPolicy, OnStationFailedMaybeShelveDeployment>()
        .AddSingleton<IPolicy, OnStationFailedMaybeRollBackDeployment>()
        .AddSingleton<IPolicy, OnRollbackDecidedHoldVersion>()
        .AddSingleton<IPolicy, OnRollbackDecidedShipTarget>()
        .AddSingleton<IPolicy, OnRollbackConcludedConcludeRolledBack>()
        .AddSingleton<IPolicy, OnDeploymentLeftReleaseSlot>()
        .AddSingleton<IEffect, OnObservationPassedMaybeConclude>()
        .AddSingleton<DeploymentEndpoint>()
        .AddSingleton<DeploymentsView>()
        .AddSingleton<IProjection>(s => s.GetRequiredService<DeploymentsView>())
        .AddSingleton<HoldsView>()
        .AddSingleton<IProjection>(s => s.GetRequiredService<HoldsView>())
        .AddSingleton<LiveReleases>()
        .AddSingleton<IProjection>(s => s.GetRequiredService<LiveReleases>())
        .AddLogFollower<DeploymentRoad>();

    public static void MapDeployments(this IEndpointRouteBuilder routes)
    {
        InitiateDeploymentEndpoint.Map(routes);
        OpenDeploymentEndpoint.Map(routes);
        ShelveDeploymentEndpoint.Map(routes);
        ResumeDeploymentEndpoint.Map(routes);
        ConcludeDeploymentEndpoint.Map(routes);
        RollBackDeploymentEndpoint.Map(routes);
        GetHoldsEndpoint.Map(routes);
        PromoteDeploymentEndpoint.Map(routes);
        AbortDeploymentEndpoint.Map(routes);
        LiftHoldEndpoint.Map(routes);
        AttestItemEndpoint.Map(routes);
        WaiveItemEndpoint.Map(routes);
        GetDeploymentByIdEndpoint.Map(routes);
        GetDeploymentsPageEndpoint.Map(routes);
        GetChecklistEndpoint.Map(routes);
        StreamEventsEndpoint.Map(routes);
    }
}
