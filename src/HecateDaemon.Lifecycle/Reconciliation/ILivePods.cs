using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>The pods of one namespace.</summary>
public interface ILivePods
{
    /// <summary>Those that belong to the workload with that uid.</summary>
    IReadOnlyList<PodSeen> Of(string workload);

    /// <summary>True if it is known, without looking at any pod, that nothing has changed in between.</summary>
    bool IsSame(ILivePods other);
}
