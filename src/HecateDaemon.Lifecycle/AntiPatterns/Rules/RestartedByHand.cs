using System.Globalization;
using HecateDaemon.Lifecycle.Reconciliation;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>The mark of a restart; or, of those that leave none, pods that all came long after their release was rolled out.</summary>
internal sealed class RestartedByHand : IShowInFiles, IShowInClusters
{
    /// <summary>A rollout is watched until it is complete; clocks of cluster and daemon differ.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    public string Code => "restarted_by_hand";

    public Severity Severity => Severity.Warning;

    public string Name => "Restarting pods manually";

    public string Problem => "Masks the real issue, no audit trail";

    public string Instead => "Version bump, tag, CI, GitOps";

    public IEnumerable<Finding> In(LintedFile file) =>
        from restart in file.Restarts
        select file.Found(this, restart.Line, restart.Column, $"the mark of kubectl rollout restart, of {restart.Value}{Of(restart.Object)}");

    public IEnumerable<Finding> In(ClusterLook cluster) => cluster.Workloads
        .Select(w => w.Drift.FirstOrDefault(d => d.Aspect is DriftAspect.Restart && d.Live is not null) is { } mark ? Marked(w, mark) : Younger(w))
        .OfType<Finding>();

    private Finding Marked(SeenWorkload workload, Drift mark)
    {
        var found = workload.Found(this, container: null, $"its pods were restarted at {mark.Live}{(mark.Cause is { } c ? $", by {c}" : "")}");
        return found with
        {
            Version = workload.Shipped?.Version,
            By = mark.Cause is { } cause ? Attribution.OfTool(cause) : Attribution.OfNobody("what restarted them: no tool has its name on the mark"),
        };
    }

    /// <summary>
    /// A note: nodes that are emptied take all pods with them, too. If only some pods are younger, the workload was scaled
    /// or lost a node.
    /// </summary>
    private Finding? Younger(SeenWorkload workload)
    {
        if (workload is not { IsWanted: true, Shipped.RolledOutAt: { } rolledOut, Pods: [_, ..] pods } || TemplateSince(workload) is not { } template)
        {
            return null;
        }

        var ready = (template > rolledOut ? template : rolledOut) + Late;
        var youngest = pods.Max(p => p.CreatedAt);
        return template > rolledOut || youngest is null || !pods.All(p => p.CreatedAt > ready) ? null
            : workload.Found(this, container: null, $"all of its {pods.Count} pods came after the rollout of {Text(rolledOut)}, the last one at {Text(youngest.Value)}, and the template is the same") with
            {
                Severity = Severity.Note,
                Facet = "pods",
                Version = workload.Shipped.Version,
                By = Attribution.OfNobody("who deleted the pods before them, or what else took them away: the cluster keeps no record of it"),
            };
    }

    /// <summary>When the template became what it is, or later: an object's last change may have been another one.</summary>
    private static DateTimeOffset? TemplateSince(SeenWorkload workload) =>
        workload.Pods.Max(p => p.TemplateSince) ?? FieldOwner.Of(workload.Live, "spec", "template")?.At;

    private static string Of(KubernetesObject? restarted) => restarted is null ? "" : $" ({restarted})";

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
