using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

internal static class ReplicaSetReadiness
{
    public static RolloutVerdict Of(JsonElement live)
    {
        var wanted = live.NumberAt("spec", "replicas") ?? 1;
        var replicas = live.NumberAt("status", "replicas") ?? 0;
        var labelled = live.NumberAt("status", "fullyLabeledReplicas") ?? 0;
        var available = live.NumberAt("status", "availableReplicas") ?? 0;
        var ready = live.NumberAt("status", "readyReplicas") ?? 0;
        var missing =
            Readiness.ReplicaFailure(live) is { } failure ? failure
            : labelled < wanted ? $"{labelled} of {wanted} replicas exist with their labels"
            : available < wanted ? $"{available} of {wanted} replicas are available"
            : ready < wanted ? $"{ready} of {wanted} replicas are ready"
            : replicas > wanted ? $"{replicas - wanted} surplus replicas are to go"
            : null;
        return missing is null
            ? new RolloutVerdict.Complete($"{ready} of {wanted} replicas are available")
            : new RolloutVerdict.InProgress(missing);
    }
}
