using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>
/// Whether a workload's controller has finished with it, by the published rules of kstatus (sigs.k8s.io/cli-utils): what
/// the object says about itself, before any pod is looked at.
/// </summary>
internal static class Readiness
{
    /// <summary>Null for a kind that never rolls out: it only runs at times.</summary>
    public static RolloutVerdict? Of(string kind, JsonElement live) => kind switch
    {
        "CronJob" => null,
        "Deployment" => Generic(live) ?? DeploymentReadiness.Of(live),
        "StatefulSet" => Generic(live) ?? StatefulSetReadiness.Of(live),
        "DaemonSet" => Generic(live) ?? DaemonSetReadiness.Of(live),
        "ReplicaSet" => Generic(live) ?? ReplicaSetReadiness.Of(live),
        "Job" => Leaving(live) ?? JobReadiness.Of(live),
        "Pod" => Leaving(live) ?? PodReadiness.Of(live),
        _ => Leaving(live) ?? Unobserved(live) ?? Transition(live) ?? ConditionReadiness.Of(live),
    };

    /// <summary>What keeps the controller from making pods at all, such as a quota; in its words.</summary>
    public static string? ReplicaFailure(JsonElement live) =>
        live.Condition("ReplicaFailure") is { } failure && failure.TextAt("status") is "True"
            ? $"pods cannot be made: {failure.TextAt("message") ?? failure.TextAt("reason")}"
            : null;

    private static RolloutVerdict.InProgress? Generic(JsonElement live)
    {
        if (Leaving(live) is { } leaving)
        {
            return leaving;
        }

        var generation = live.NumberAt("metadata", "generation");
        var observed = live.NumberAt("status", "observedGeneration");
        return generation is null || generation == observed ? null : new RolloutVerdict.InProgress(
            $"its controller has seen generation {observed ?? 0} of {generation}");
    }

    private static RolloutVerdict.InProgress? Leaving(JsonElement live) =>
        live.TextAt("metadata", "deletionTimestamp") is null ? null : new RolloutVerdict.InProgress("it is being deleted");

    /// <summary>Custom resources need not say which generation they have seen.</summary>
    private static RolloutVerdict.InProgress? Unobserved(JsonElement live) =>
        live.NumberAt("status", "observedGeneration") is null ? null : Generic(live);

    private static RolloutVerdict? Transition(JsonElement live) =>
        live.Condition("Stalled") is { } stalled && stalled.TextAt("status") is "True"
            ? new RolloutVerdict.Failed($"it is stalled: {stalled.TextAt("reason")}: {stalled.TextAt("message")}")
        : live.Condition("Reconciling") is { } working && working.TextAt("status") is "True"
            ? new RolloutVerdict.InProgress($"it is being reconciled: {working.TextAt("message") ?? working.TextAt("reason")}")
        : null;
}
