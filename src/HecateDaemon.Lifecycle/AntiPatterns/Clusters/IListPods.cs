using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Lists the pods of a namespace of an environment's cluster.</summary>
public interface IListPods
{
    Task<IReadOnlyList<RunningPod>> ListAsync(TargetEnvironment environment, string ns, CancellationToken ct);
}
