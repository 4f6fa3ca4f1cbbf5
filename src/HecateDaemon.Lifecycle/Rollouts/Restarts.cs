namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>How often the containers of some workloads were restarted, all together.</summary>
internal static class Restarts
{
    public static int Of(IReadOnlyList<WorkloadSeen> sightings) =>
        sightings.Sum(s => s.Pods.Where(p => !p.Leaving).Sum(p => p.Containers.Sum(c => c.Restarts)));
}
