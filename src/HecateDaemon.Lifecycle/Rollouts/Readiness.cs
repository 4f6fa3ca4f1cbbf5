using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>
/// Whether a workload's controller has finished with it, by the published rules of kstatus (sigs.k8s.io/cli-utils): what
/// the object says about itself, before any pod is looked at.
/// </summary>
internal static class Readiness
{
    /// <summary>Null for a kind that has no rules here.</summary>
    public static RolloutVerdict? Of(string kind, JsonElement live) => kind switch
    {
        "Deployment" => Generic(live) ?? DeploymentReadiness.Of(live),
        "StatefulSet" => Generic(live) ?? StatefulSetReadiness.Of(live),
        "DaemonSet" => Generic(live) ?? DaemonSetReadiness.Of(live),
        _ => null,
    };

    private static RolloutVerdict.InProgress? Generic(JsonElement live)
    {
        if (live.TextAt("metadata", "deletionTimestamp") is not null)
        {
            return new RolloutVerdict.InProgress("it is being deleted");
        }

        var generation = live.NumberAt("metadata", "generation");
        var observed = live.NumberAt("status", "observedGeneration");
        return generation is null || generation == observed ? null : new RolloutVerdict.InProgress(
            $"its controller has seen generation {observed ?? 0} of {generation}");
    }
}
