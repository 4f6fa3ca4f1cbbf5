using System.Diagnostics;
using System.Text.Json;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>
/// Says how far a workload's rollout is: first what the workload says of itself, then whether every pod that is to stay
/// runs the verified image. A pod of the new release that can no longer start ends the rollout at once, whatever its
/// controller still hopes for.
/// </summary>
public static class RolloutJudge
{
    /// <summary>True for the kinds whose rollouts can be watched.</summary>
    public static bool CanWatch(Workload workload) => workload.Kind is "Deployment" or "StatefulSet" or "DaemonSet";

    public static RolloutVerdict Judge(WorkloadSeen seen, WantedImage wanted)
    {
        var where = seen.Workload.Namespace is { } ns ? $"{ns}/" : "";
        var name = $"{seen.Workload.Kind} {where}{seen.Workload.Name}";
        return Verdict(seen, wanted) switch
        {
            RolloutVerdict.InProgress { What: var what } => new RolloutVerdict.InProgress($"{name}: {what}"),
            RolloutVerdict.Failed { Reason: var reason } => new RolloutVerdict.Failed($"{name}: {reason}"),
            RolloutVerdict.Complete { Evidence: var evidence } => new RolloutVerdict.Complete($"{name}: {evidence}"),
            _ => throw new UnreachableException(),
        };
    }

    private static RolloutVerdict Verdict(WorkloadSeen seen, WantedImage wanted)
    {
        if (seen.Live is not { } live)
        {
            return new RolloutVerdict.InProgress("it is not in the cluster");
        }

        if (Readiness.Of(seen.Workload.Kind, live) is not { } readiness)
        {
            return new RolloutVerdict.Failed("only rollouts of Deployments, StatefulSets and DaemonSets can be watched");
        }

        var template = TemplateContainer.Of(live, wanted.Image);
        if (template.FirstOrDefault(c => !c.Reference.Is(wanted)) is { } stale)
        {
            return new RolloutVerdict.InProgress($"its container {stale.Name} is to run {stale.Image}, not {wanted}");
        }

        return template is []
            ? new RolloutVerdict.InProgress($"none of its containers has the image {wanted.Image}")
            : WithPods(live, readiness, seen.Pods, new NewRelease(wanted, template));
    }

    private static RolloutVerdict WithPods(
        JsonElement live, RolloutVerdict readiness, IReadOnlyList<PodSeen> pods, NewRelease release)
    {
        var staying = pods.Where(p => !p.Leaving).ToList();
        var fresh = staying.Where(release.Runs).ToList();
        if (fresh.Select(PodTrouble.Fatal).FirstOrDefault(f => f is not null) is { } fatal)
        {
            return new RolloutVerdict.Failed(fatal);
        }

        if (readiness is RolloutVerdict.InProgress { What: var missing })
        {
            var why = fresh.Where(p => !p.Ready).Select(PodTrouble.Passing).FirstOrDefault(w => w is not null);
            return why is null ? readiness : new RolloutVerdict.InProgress($"{missing}; {why}");
        }

        if (readiness is not RolloutVerdict.Complete { Evidence: var evidence })
        {
            return readiness;
        }

        var doubts = staying.Select(release.Doubt).OfType<RolloutVerdict>().ToList();
        if (doubts.Find(d => d is RolloutVerdict.Failed) is { } failed)
        {
            return failed;
        }

        var claimed = live.NumberAt("status", "readyReplicas") ?? live.NumberAt("status", "numberReady") ?? 0;
        var what =
            doubts is [RolloutVerdict.InProgress doubt, ..] ? doubt.What
            : pods.Count > staying.Count ? $"{pods.Count - staying.Count} old pods are leaving"
            : staying.Count < claimed ? $"of {claimed} ready pods only {staying.Count} are to be seen"
            : null;
        return what is not null ? new RolloutVerdict.InProgress($"{evidence}; {what}")
            : staying is [] ? new RolloutVerdict.Complete($"{evidence}; no pod is to run")
            : new RolloutVerdict.Complete($"{evidence}; all run {release.Describe(staying)}");
    }
}
