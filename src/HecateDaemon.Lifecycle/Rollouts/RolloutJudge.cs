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
    private static readonly string[] Known = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Pod"];

    /// <summary>True for the kinds whose rollouts can be watched: those that Kubernetes has, and custom ones by their conditions.</summary>
    public static bool CanWatch(Workload workload) =>
        Known.Contains(workload.Kind, StringComparer.Ordinal) || IsCustom(workload.ApiVersion.Split('/')[0]);

    /// <summary>The verdict at a moment: some waiting is a failure only when it lasts.</summary>
    public static RolloutVerdict Judge(WorkloadSeen seen, WantedImage wanted, DateTimeOffset now)
    {
        var where = seen.Workload.Namespace is { } ns ? $"{ns}/" : "";
        var name = $"{seen.Workload.Kind} {where}{seen.Workload.Name}";
        return Verdict(seen, wanted, now) switch
        {
            RolloutVerdict.InProgress pending => pending with { What = $"{name}: {pending.What}" },
            RolloutVerdict.Failed { Reason: var reason } => new RolloutVerdict.Failed($"{name}: {reason}"),
            RolloutVerdict.Complete { Evidence: var evidence } => new RolloutVerdict.Complete($"{name}: {evidence}"),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Kubernetes's own groups have no dot, or end so.</summary>
    private static bool IsCustom(string group) =>
        group.Contains('.', StringComparison.Ordinal) && !group.EndsWith(".k8s.io", StringComparison.Ordinal);

    private static RolloutVerdict Verdict(WorkloadSeen seen, WantedImage wanted, DateTimeOffset now)
    {
        if (seen.Live is not { } live)
        {
            // It was applied, and a job's time to live may be over before anybody has looked.
            return seen.Workload.Kind is "Job"
                ? new RolloutVerdict.Complete("it is not in the cluster any more, as is usual for a job that has run")
                : new RolloutVerdict.InProgress("it is not in the cluster");
        }

        if (Readiness.Of(seen.Workload.Kind, live) is not { } readiness)
        {
            return new RolloutVerdict.Failed($"a {seen.Workload.Kind} does not roll out: it cannot be watched");
        }

        if (PodTemplate.Of(seen.Workload.Kind, live) is not { } podSpec)
        {
            return seen.Behind is [] && readiness is RolloutVerdict.Complete { Evidence: var said }
                ? new RolloutVerdict.Complete($"{said}; it has no pod template by which its image could be compared")
                : WithBehind(seen.Behind, readiness, wanted, now);
        }

        var template = TemplateContainer.Of(podSpec, wanted.Image);
        if (template.FirstOrDefault(c => !c.Reference.Is(wanted)) is { } stale)
        {
            return new RolloutVerdict.InProgress($"its container {stale.Name} is to run {stale.Image}, not {wanted}");
        }

        return template is []
            ? new RolloutVerdict.InProgress($"none of its containers has the image {wanted.Image}")
            : WithPods(seen, live, readiness, new NewRelease(wanted, template), now);
    }

    /// <summary>What it has made must be complete, too; a pod that cannot start ends it before it has noticed.</summary>
    private static RolloutVerdict WithBehind(
        IReadOnlyList<WorkloadSeen> behind, RolloutVerdict readiness, WantedImage wanted, DateTimeOffset now)
    {
        var verdicts = behind.Where(b => RunsSomeVersion(b, wanted)).Select(b => Judge(b, wanted, now)).ToList();
        return verdicts.Find(v => v is RolloutVerdict.Failed) is { } failed ? failed
            : readiness is not RolloutVerdict.Complete { Evidence: var said } ? readiness
            : verdicts.Find(v => v is RolloutVerdict.InProgress) is { } pending ? pending
            : verdicts is [] ? new RolloutVerdict.Complete($"{said}; of what it has made nothing runs {wanted.Image}")
            : new RolloutVerdict.Complete(string.Join("; ", verdicts.OfType<RolloutVerdict.Complete>().Select(v => v.Evidence).Prepend(said)));
    }

    private static bool RunsSomeVersion(WorkloadSeen seen, WantedImage wanted) =>
        seen.Live is { } live && PodTemplate.Of(seen.Workload.Kind, live) is { } podSpec && TemplateContainer.Of(podSpec, wanted.Image) is not [];

    private static RolloutVerdict WithPods(
        WorkloadSeen seen, JsonElement live, RolloutVerdict readiness, NewRelease release, DateTimeOffset now)
    {
        var staying = seen.Pods.Where(p => !p.Leaving).ToList();
        var fresh = staying.Where(release.Runs).ToList();
        if (fresh.Select(p => PodTrouble.Fatal(p, seen.Workload.Kind, now)).FirstOrDefault(f => f is not null) is { } fatal)
        {
            return new RolloutVerdict.Failed(fatal);
        }

        if (readiness is RolloutVerdict.InProgress pending)
        {
            var why = fresh.Where(p => !p.Ready).Select(PodTrouble.Passing).FirstOrDefault(w => w is not null);
            return why is null ? pending : pending with { What = $"{pending.What}; {why}" };
        }

        return readiness is RolloutVerdict.Complete { Evidence: var evidence }
            ? Proven(live, evidence, seen.Pods.Count - staying.Count, staying, release)
            : readiness;
    }

    /// <summary>What its controller calls complete is so when every pod that is to be new is proven to be.</summary>
    private static RolloutVerdict Proven(
        JsonElement live, string evidence, int leaving, List<PodSeen> staying, NewRelease release)
    {
        var hasShare = NodeShare.NodesOf(live) is not null;
        var heldBack = staying.Where(p => hasShare ? !release.Runs(p) : Partition.HoldsBack(live, p.Name)).ToList();
        var doubts = staying.Except(heldBack).Select(release.Doubt).OfType<RolloutVerdict>().ToList();
        if (doubts.Find(d => d is RolloutVerdict.Failed) is { } failed)
        {
            return failed;
        }

        var isOnDelete = live.TextAt("spec", "updateStrategy", "type") is "OnDelete";
        var claimed = live.NumberAt("status", "readyReplicas") ?? live.NumberAt("status", "numberReady") ?? live.NumberAt("status", "active") ?? 0;
        var what =
            doubts is [RolloutVerdict.InProgress doubt, ..] ? doubt.What
            : leaving > 0 ? $"{leaving} old pods are leaving"
            : staying.Count < claimed ? $"of {claimed} ready pods only {staying.Count} are to be seen"
            : isOnDelete ? Absent(live, staying)
            : null;
        var held = heldBack is [] ? "" : $"; {heldBack.Count} pods {(hasShare ? "on other nodes" : "below its partition")} stay as they are";
        return what is not null ? new RolloutVerdict.InProgress($"{evidence}; {what}") { NeedsPerson = isOnDelete && !hasShare && doubts is not [] }
            : staying is [] ? new RolloutVerdict.Complete($"{evidence}; no pod is to run")
            : new RolloutVerdict.Complete($"{evidence}; all run {release.Describe(staying.Except(heldBack))}{held}");
    }

    /// <summary>With OnDelete a StatefulSet's status is no proof of its pods: somebody deletes them, and they come back in their time.</summary>
    private static string? Absent(JsonElement live, List<PodSeen> staying) =>
        live.NumberAt("spec", "replicas") is { } wanted && staying.Count < wanted ? $"{staying.Count} of {wanted} pods exist"
        : staying.Find(p => !p.Ready) is { } unready ? $"pod {unready.Name} is not ready"
        : null;
}
