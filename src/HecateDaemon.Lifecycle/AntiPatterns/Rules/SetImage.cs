using HecateDaemon.Lifecycle.Reconciliation;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An image that somebody set in the cluster, be it another than Git wants or by now the same.</summary>
internal sealed class SetImage : IShowInClusters
{
    public string Code => "set_image";

    public Severity Severity => Severity.Error;

    public string Name => "kubectl set image ...";

    public string Problem => "Bypasses GitOps, causes state drift";

    public string Instead => "Update GitOps manifests";

    public bool ComparesWithGit => true;

    public IEnumerable<Finding> In(ClusterLook cluster) => cluster.Workloads.Where(w => w.IsWanted).SelectMany(w => In(w, cluster));

    private IEnumerable<Finding> In(SeenWorkload workload, ClusterLook cluster)
    {
        var drifted = workload.Drift
            .Where(d => d is { Kind: DriftKind.Changed, Container: not null, Aspect: DriftAspect.Image or DriftAspect.Digest or DriftAspect.Container } && !IsOfPods(d))
            .ToDictionary(d => d.Container!, StringComparer.Ordinal);
        foreach (var (container, drift) in drifted)
        {
            var found = workload.Found(this, container, $"{Runs(drift)}, and Git wants {drift.Wanted ?? "no such container"}{Named(drift, cluster)}{By(drift.Cause)}");
            yield return found with { By = drift.Cause is { } cause ? Attribution.OfTool(cause) : Nobody };
        }

        foreach (var container in workload.Containers.Where(c => !drifted.ContainsKey(c.Name)))
        {
            if (ByHand.OfImage(workload.Live, container.Name) is { } cause)
            {
                var seen = $"{container.Image.Written} was set there{By(cause)}; by now Git wants the same";
                yield return workload.Found(this, container.Name, seen) with { Severity = Severity.Warning, By = Attribution.OfTool(cause) };
            }
        }
    }

    /// <summary>That pods run another digest under the same tag is the registry's doing.</summary>
    private static bool IsOfPods(Drift drift) => drift.Live?.StartsWith("sha256:", StringComparison.Ordinal) is true;

    private static Attribution Nobody => Attribution.OfNobody("what changed it: no tool has its name on that field");

    private static string Runs(Drift drift) => drift.Live is null ? "it was taken away" : $"{drift.Live} runs";

    private static string Named(Drift drift, ClusterLook cluster) =>
        drift.Live is null || !cluster.Named.TryGetValue(drift.Live, out var commit) ? ""
        : commit is null ? "; no commit ever named it"
        : $"; commit {commit.Id} named it last";

    private static string By(DriftCause? cause) => cause is null ? "" : $", by {cause}";
}
