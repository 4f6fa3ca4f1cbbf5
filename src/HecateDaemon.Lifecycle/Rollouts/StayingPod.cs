namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>A pod that is to stay, under a name that no other pod has, and whose it is.</summary>
internal sealed record StayingPod(string Name, string Workload, PodSeen Pod)
{
    /// <summary>Each once, though it may be seen through a workload and through what has made that.</summary>
    public static IReadOnlyList<StayingPod> Of(IEnumerable<WorkloadSeen> sightings) =>
    [
        .. sightings
            .SelectMany(s => s.WithBehind)
            .SelectMany(s => s.Pods.Where(p => !p.Leaving).Select(p => new StayingPod(
                s.Workload.Namespace is { } ns ? $"{ns}/{p.Name}" : p.Name, $"{s.Workload.Kind} {s.Workload.Name}", p)))
            .DistinctBy(p => p.Name, StringComparer.Ordinal),
    ];
}
