using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// The pods of a namespace by their workloads: a pod belongs to a workload if that, or a replica set of that, is its
/// controller; equal labels say nothing. Pods that are over are left out.
/// </summary>
internal sealed class OwnedPods : ILivePods
{
    private readonly IReadOnlyList<OwnedReplicaSet> sets;
    private readonly IReadOnlyList<OwnedPod> pods;
    private readonly Lazy<ILookup<string?, OwnedReplicaSet>> setsByOwner;
    private readonly Lazy<ILookup<string?, OwnedPod>> podsByOwner;

    private OwnedPods(IReadOnlyList<OwnedReplicaSet> sets, IReadOnlyList<OwnedPod> pods)
    {
        (this.sets, this.pods) = (sets, pods);
        setsByOwner = new(() => sets.ToLookup(s => s.Owner, StringComparer.Ordinal));
        podsByOwner = new(() => pods.Where(p => !p.IsOver).ToLookup(p => p.Owner, StringComparer.Ordinal));
    }

    public static async Task<OwnedPods> ReadAsync(ClusterWatches watches, string ns, CancellationToken ct) =>
        new(await watches.ReplicaSetsAsync(ns, ct), await watches.PodsAsync(ns, ct));

    public IReadOnlyList<PodSeen> Of(string workload) =>
        [.. setsByOwner.Value[workload].Select(s => s.Uid).Prepend(workload).SelectMany(owner => podsByOwner.Value[owner]).Select(p => p.Pod)];

    public bool IsSame(ILivePods other) =>
        other is OwnedPods known && ReferenceEquals(sets, known.sets) && ReferenceEquals(pods, known.pods);
}
