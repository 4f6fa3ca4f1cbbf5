using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>
/// Effect: watches the workloads whose manifests were bumped until every one runs the verified image, or one cannot. Where a
/// manifest leaves it to others to replace its pods, and says on how many nodes, they are replaced from here.
/// </summary>
internal sealed class OnRevisionAppliedWatchRollout(
    ShippingCatalogue catalogue, IWatchWorkloads cluster, IReplacePods pods, TimeProvider clock) : IEffect
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private readonly RolloutPace pace = new(clock);

    public string Name => "on_revision_applied_watch_rollout";

    public Station After => Station.RevisionApplied;

    /// <summary>On the way back it is the old version that is watched, and with it the way ends.</summary>
    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct) =>
        await LookAsync(seen, ct) is var step && step is Step.Reached { Station: RolloutCompleted done } && seen.Abort is { } reason
            ? new Step.Failed(new StrategyAborted { Reason = reason, Evidence = done.Evidence })
            : step;

    private async Task<Step> LookAsync(Deployment seen, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(seen);
        if (environment.Reconciler is Reconciler.Directory)
        {
            return Unwatched($"the manifests of {seen.Bump!.Commit} are in the environment's folder; no cluster stands behind it");
        }

        var (watched, others) = ShippedWorkloads.Of(seen);
        if (watched.Count == 0)
        {
            return Unwatched($"the manifests of {seen.Bump!.Commit} are applied; {NotWatched(others) ?? "they do not tell which workload runs the image"}");
        }

        var sightings = await cluster.SeeAsync(environment, watched, ct);
        var verdicts = sightings.Select((s, i) => RolloutJudge.Judge(s, ShippedWorkloads.WantedOf(seen, watched[i]), clock.GetUtcNow())).ToList();
        var step = Sum(seen, environment, verdicts, Restarts.Of(sightings), NotWatched(others));
        if (step is not Step.Wait waiting)
        {
            pace.Forget(seen.Id);
            return step;
        }

        return await ReplaceAsync(seen, environment, sightings, watched, ct) is { } replaced ? waiting with { Pending = replaced } : waiting;
    }

    /// <summary>One pod at most, and that is told at once: it is what nobody can read from a commit.</summary>
    private async Task<RolloutProgressed?> ReplaceAsync(
        Deployment seen, TargetEnvironment environment, IReadOnlyList<WorkloadSeen> sightings, IReadOnlyList<Workload> watched, CancellationToken ct)
    {
        foreach (var (sighting, workload) in sightings.Zip(watched))
        {
            var wanted = ShippedWorkloads.WantedOf(seen, workload);
            if (NodeByNode.Next(sighting, wanted) is { } pod)
            {
                await pods.ReplaceAsync(environment, sighting.Workload, pod, ct);
                return new() { WaitingFor = $"DaemonSet {workload.Name} to make pod {pod.Name} anew, which was deleted so that its node gets {wanted}" };
            }
        }

        return null;
    }

    private Step Sum(Deployment seen, TargetEnvironment environment, List<RolloutVerdict> verdicts, IReadOnlyList<RestartMark> restarted, string? notWatched)
    {
        var failed = string.Join("; ", verdicts.OfType<RolloutVerdict.Failed>().Select(v => v.Reason));
        var pending = verdicts.OfType<RolloutVerdict.InProgress>().ToList();
        if (failed.Length > 0)
        {
            return new Step.Failed(new RolloutFailed { Reason = failed });
        }

        if (pending is not [])
        {
            pace.Broken(seen.Id);
            return Pending(seen, environment, pending);
        }

        var restarts = restarted.Sum(r => r.Count);
        var remaining = pace.Remaining(seen.Id, restarts, environment.SettleTime);
        return remaining > TimeSpan.Zero
            ? Progressed(seen, $"it to stay complete for {environment.SettleTime:c}", needsPerson: false, remaining)
            : new Step.Reached(new RolloutCompleted
            {
                Evidence = string.Join("; ", verdicts.OfType<RolloutVerdict.Complete>().Select(v => v.Evidence).Append(notWatched).OfType<string>()),
                Traced = true,
                Restarts = restarts,
                Restarted = restarted,
            });
    }

    /// <summary>What waits for a person alone does not fail by time.</summary>
    private Step Pending(Deployment seen, TargetEnvironment environment, List<RolloutVerdict.InProgress> pending)
    {
        var missing = string.Join("; ", pending.Select(v => v.What));
        var needsPerson = pending.TrueForAll(v => v.NeedsPerson);
        return needsPerson || clock.GetUtcNow() - seen.Since < environment.RolloutDeadline
            ? Progressed(seen, missing, needsPerson, BetweenLooks)
            : new Step.Failed(new RolloutFailed { Reason = $"not complete within {environment.RolloutDeadline}: {missing}" });
    }

    private Step.Wait Progressed(Deployment seen, string what, bool needsPerson, TimeSpan again) =>
        new(new RolloutProgressed { WaitingFor = needsPerson ? what : pace.Tell(seen.Id, what), NeedsPerson = needsPerson }, again);

    private static Step.Reached Unwatched(string evidence) =>
        new(new RolloutCompleted { Evidence = $"{evidence}, so nothing was watched here", Traced = false, Restarts = 0 });

    private static string? NotWatched(IReadOnlyList<Workload> others) => others.Count == 0
        ? null
        : $"{string.Join(", ", others.Select(w => $"{w.Kind} {w.Name}"))} will run it in time";
}
