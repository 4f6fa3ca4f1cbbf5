using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Asks an environment's cluster what its nodes are.</summary>
public interface IListNodePlatforms
{
    /// <summary>Platforms such as <c>linux/arm64</c>, one for each node; null where the environment has no cluster.</summary>
    Task<IReadOnlyList<string>?> ListAsync(TargetEnvironment environment, CancellationToken ct);
}
