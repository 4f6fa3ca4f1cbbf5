namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Workloads are one division's if one folder and namespace has them, and they have a label of Kubernetes' own in common
/// or are all named after their image.
/// </summary>
internal sealed class MixedVersions : IShowInTrees
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
}
