namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Workloads are one division's as settings say. Where these name none, they are if one folder and namespace has them, and they
/// have a label of Kubernetes' own in common or are all named after their image.
/// </summary>
internal sealed class MixedVersions : IShowInTrees, IShowInClusters
{
    public string Code => "mixed_versions";

    public Severity Severity => Severity.Warning;

    public string Name => "Workloads of one division on different versions";

    public string Problem => "Cannot tell what is deployed: the division has two versions at a time";

    public string Instead => "One version of the division, in all of its workloads, by one commit";

    public IEnumerable<Finding> In(TreeFacts tree)
    {
        foreach (var division in tree.Shipped.GroupBy(s => s.Division))
        {
            var first = division.First();
            var others = division.Where(s => s.Version != first.Version && s.Workload != first.Workload);
            foreach (var other in others.DistinctBy(s => s.Version, StringComparer.Ordinal))
            {
                yield return new(Code, Severity,
                    $"{other.Workload} runs {other.Version} of '{other.Division.Image}', " +
                    $"and {first.Workload} runs {first.Version} ({first.Place.File}:{first.Place.Line})",
                    other.Place);
            }
        }
    }

    /// <summary>In a cluster nothing is guessed: the division is the configured one, and its image counts.</summary>
    public IEnumerable<Finding> In(ClusterLook cluster)
    {
        foreach (var division in cluster.Containers.Where(c => c is { IsOfDivision: true, Image.Kind: TagKind.Exact }).GroupBy(c => c.Workload.DivisionId))
        {
            var first = division.First();
            foreach (var other in division.Where(c => c.Image.Tag != first.Image.Tag && c.Workload != first.Workload))
            {
                yield return other.Found(this, $"it runs {other.Image.Tag} of '{other.Image.Name}', and " +
                    $"{first.Workload.Workload.Kind} {first.Workload.Workload.Namespace}/{first.Workload.Workload.Name} runs {first.Image.Tag}");
            }
        }
    }
}
