using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>Which containers of some workloads were restarted, and how often; of all others it is known that they were not.</summary>
internal static class Restarts
{
    public static IReadOnlyList<RestartMark> Of(IEnumerable<WorkloadSeen> sightings) =>
    [
        .. StayingPod.Of(sightings)
            .SelectMany(p => p.Pod.Containers.Where(c => c.Restarts > 0).Select(c => new RestartMark(p.Name, c.Name, c.Restarts))),
    ];
}
