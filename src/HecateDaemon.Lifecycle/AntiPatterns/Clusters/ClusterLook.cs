namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// What was seen in an environment's cluster of what concerns us: workloads of our divisions, and those in their namespaces
/// that are nobody's. What another tool keeps is its business.
/// </summary>
internal sealed record ClusterLook(IReadOnlyList<SeenWorkload> Workloads)
{
    /// <summary>
    /// Of images that run and that Git does not want: the last commit that named them, or null if none ever did. What was not
    /// looked up is not in it.
    /// </summary>
    public IReadOnlyDictionary<string, GitOpsCommit?> Named { get; init; } = new Dictionary<string, GitOpsCommit?>(StringComparer.Ordinal);

    /// <summary>Every container of every workload.</summary>
    public IEnumerable<SeenContainer> Containers => Workloads.SelectMany(w => w.Containers);
}
