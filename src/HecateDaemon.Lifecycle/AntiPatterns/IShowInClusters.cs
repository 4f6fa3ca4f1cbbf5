namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An anti-pattern that shows in a cluster, beside what Git wants there.</summary>
internal interface IShowInClusters : IAntiPattern
{
    /// <summary>True if only a comparison with Git shows it: where Git cannot be told, neither can this.</summary>
    bool ComparesWithGit => false;

    IEnumerable<Finding> In(ClusterLook cluster);
}
