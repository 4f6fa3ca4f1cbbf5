using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Deletes single pods by name and uid, so that their controllers make them anew.</summary>
internal sealed class KubernetesPods(Clusters clusters) : IReplacePods
{
    private static readonly ResourceType Pods = new("v1", "Pod", "pods", IsNamespaced: true);

    public async Task ReplaceAsync(TargetEnvironment environment, Workload owner, PodSeen pod, CancellationToken ct)
    {
        var uid = pod.Uid ?? throw new OutsideWorldException($"pod {pod.Name} of {owner.Kind} {owner.Name} was seen without a uid, so that it cannot be deleted safely");
        await clusters.Of(environment).DeleteAsync(Pods, owner.Namespace ?? environment.Namespace, pod.Name, uid, ct);
    }
}
