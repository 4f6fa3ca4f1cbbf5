using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

internal static class DaemonSetReadiness
{
    public static RolloutVerdict Of(JsonElement live)
    {
        if (live.NumberAt("status", "observedGeneration") is null ||
            live.NumberAt("status", "desiredNumberScheduled") is not { } desired)
        {
            return new RolloutVerdict.InProgress("its controller has not looked at it");
        }

        var placed = live.NumberAt("status", "currentNumberScheduled") ?? 0;
        var updated = live.NumberAt("status", "updatedNumberScheduled") ?? 0;
        var available = live.NumberAt("status", "numberAvailable") ?? 0;
        var ready = live.NumberAt("status", "numberReady") ?? 0;
        var share = NodeShare.NodesOf(live);
        var isForPerson = share is null && live.TextAt("spec", "updateStrategy", "type") is "OnDelete";
        var missing =
            placed < desired ? $"{placed} of {desired} nodes have a pod"
            : updated < (share ?? desired) ? $"{updated} of {share ?? desired} nodes are updated{(isForPerson ? ": its update strategy is OnDelete, somebody has to delete the old pods" : "")}"
            : available < desired ? $"{available} of {desired} nodes have an available pod"
            : ready < desired ? $"{ready} of {desired} nodes have a ready pod"
            : null;
        return missing is null
            ? new RolloutVerdict.Complete(share is null
                ? $"{ready} of {desired} nodes have an updated and available pod"
                : $"{updated} of {desired} nodes are updated, and all have an available pod")
            : new RolloutVerdict.InProgress(missing) { NeedsPerson = isForPerson && placed >= desired && updated < desired && ready >= desired };
    }
}
