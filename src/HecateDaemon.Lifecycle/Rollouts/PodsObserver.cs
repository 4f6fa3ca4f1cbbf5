using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>Observes a fresh release by its pods: a restart, or a workload that is no longer complete, fails it.</summary>
internal sealed class PodsObserver(ShippingCatalogue catalogue, IWatchWorkloads cluster) : IObserver
{
    public async Task<Observed> LookAsync(Deployment deployment, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(deployment);
        if (environment.Reconciler is Reconciler.Directory)
        {
            return new(Healthy: true, "no pods to watch here");
        }

        var sightings = await cluster.SeeAsync(environment, ShippedWorkloads.Of(deployment), ct);
        var restarts = Restarts.Of(sightings) - deployment.Rollout!.Restarts;
        var broken = string.Join("; ", sightings
            .Select(s => RolloutJudge.Judge(s, deployment.Image!.Wanted()))
            .OfType<RolloutVerdict.Failed>()
            .Select(v => v.Reason));
        return broken is not "" ? new(Healthy: false, broken)
            : restarts > 0 ? new(Healthy: false, $"containers were restarted {restarts} times since the rollout was complete")
            : new(Healthy: true, "no restarts since the rollout was complete");
    }
}
