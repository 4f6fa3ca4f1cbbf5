using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>A StatefulSet has no conditions, so it never fails by itself: only its pods tell.</summary>
internal static class StatefulSetReadiness
{
    public static RolloutVerdict Of(JsonElement live)
    {
        if (live.TextAt("spec", "updateStrategy", "type") is "OnDelete")
        {
            return new RolloutVerdict.Complete("its update strategy is OnDelete: its controller replaces no pod by itself");
        }

        var wanted = live.NumberAt("spec", "replicas") ?? 1;
        var replicas = live.NumberAt("status", "replicas") ?? 0;
        var ready = live.NumberAt("status", "readyReplicas") ?? 0;
        var missing =
            replicas < wanted ? $"{replicas} of {wanted} replicas exist"
            : ready < wanted ? $"{ready} of {wanted} replicas are ready"
            : replicas > wanted ? $"{replicas - wanted} surplus replicas are to go"
            : live.NumberAt("spec", "updateStrategy", "rollingUpdate", "partition") is { } partition and > 0
                ? BelowPartition(live, wanted, partition)
                : NotCurrent(live, wanted);
        return missing is null
            ? new RolloutVerdict.Complete($"{ready} of {wanted} replicas are updated and ready")
            : new RolloutVerdict.InProgress(missing);
    }

    private static string? BelowPartition(JsonElement live, long wanted, long partition)
    {
        var updated = live.NumberAt("status", "updatedReplicas") ?? 0;
        var part = Math.Max(0, wanted - partition);
        return updated < part ? $"{updated} of {part} replicas from ordinal {partition} on are updated" : null;
    }

    private static string? NotCurrent(JsonElement live, long wanted)
    {
        var current = live.NumberAt("status", "currentReplicas") ?? 0;
        var revision = live.TextAt("status", "currentRevision");
        var update = live.TextAt("status", "updateRevision");
        var updated = live.NumberAt("status", "updatedReplicas") ?? 0;
        return revision != update
            ? $"{updated} of {wanted} replicas are at its update revision {update}"
            : current < wanted ? $"{current} of {wanted} replicas are current" : null;
    }
}
