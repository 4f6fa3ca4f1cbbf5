using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

internal static class DeploymentReadiness
{
    /// <summary>The controller's way of saying that there is no progress deadline.</summary>
    private const long NoDeadline = int.MaxValue;

    public static RolloutVerdict Of(JsonElement live)
    {
        var progressing = live.Condition("Progressing");
        if (progressing?.TextAt("reason") is "ProgressDeadlineExceeded")
        {
            return new RolloutVerdict.Failed($"its progress deadline is exceeded: {progressing.Value.TextAt("message")}");
        }

        var wanted = live.NumberAt("spec", "replicas") ?? 1;
        var replicas = live.NumberAt("status", "replicas") ?? 0;
        var updated = live.NumberAt("status", "updatedReplicas") ?? 0;
        var available = live.NumberAt("status", "availableReplicas") ?? 0;
        var ready = live.NumberAt("status", "readyReplicas") ?? 0;
        var settled = progressing is { } now &&
                      now.TextAt("status") is "True" && now.TextAt("reason") is "NewReplicaSetAvailable";
        var hasDeadline = (live.NumberAt("spec", "progressDeadlineSeconds") ?? NoDeadline) < NoDeadline;

        var isPaused = live.IsTrueAt("spec", "paused") && updated < wanted;
        var missing =
            isPaused
                ? $"it is paused (spec.paused) with {updated} of {wanted} replicas updated"
            : Readiness.ReplicaFailure(live) is { } failure && updated < wanted ? failure
            : replicas < wanted ? $"{replicas} of {wanted} replicas exist"
            : updated < wanted ? $"{updated} of {wanted} replicas are updated"
            : replicas > wanted ? $"{replicas - wanted} old replicas are to go"
            : available < updated ? $"{available} of {updated} updated replicas are available"
            : ready < wanted ? $"{ready} of {wanted} replicas are ready"
            : hasDeadline && !settled ? "its new replica set is not available"
            : live.Condition("Available")?.TextAt("status") is not "True" ? "it is not available"
            : null;
        return missing is null
            ? new RolloutVerdict.Complete($"{ready} of {wanted} replicas are updated and available")
            : new RolloutVerdict.InProgress(missing) { NeedsPerson = isPaused };
    }
}
