using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>Has a pod made anew from its controller's template, by deleting it.</summary>
public interface IReplacePods
{
    /// <summary>Deletes the very pod that was seen, and no other of its name; one that is gone already is no error.</summary>
    Task ReplaceAsync(TargetEnvironment environment, Workload owner, PodSeen pod, CancellationToken ct);
}
