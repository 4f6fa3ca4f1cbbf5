using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>Observes a fresh release by its pods: a restart or one that cannot run fails it, one that is not ready keeps the window open.</summary>
internal sealed class PodsObserver(ShippingCatalogue catalogue, IWatchWorkloads cluster, TimeProvider clock) : IObserver
{
    public async Task<Observed> LookAsync(Deployment deployment, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(deployment);
        var (watched, _) = ShippedWorkloads.Of(deployment);
        if (environment.Reconciler is Reconciler.Directory || watched.Count == 0)
        {
            return new Observed.Nothing("no pods to watch here");
        }

        var sightings = await cluster.SeeAsync(environment, watched, ct);
        var restarts = Restarts.Of(sightings) - deployment.Rollout!.Restarts;
        var verdicts = sightings.Select(s => RolloutJudge.Judge(s, deployment.Image!.Wanted(), clock.GetUtcNow())).ToList();
        var broken = string.Join("; ", verdicts.OfType<RolloutVerdict.Failed>().Select(v => v.Reason));
        var unready = string.Join("; ", verdicts.OfType<RolloutVerdict.InProgress>().Select(v => v.What));
        return broken is not "" ? new Observed.Sick(broken)
            : restarts > 0 ? new Observed.Sick($"containers were restarted {restarts} times since the rollout was complete")
            : unready is not "" ? new Observed.Unsettled(unready)
            : new Observed.Healthy("no restarts since the rollout was complete");
    }
}
