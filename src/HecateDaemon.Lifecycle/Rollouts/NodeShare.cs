using System.Globalization;
using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>
/// The share of its nodes on which a DaemonSet with <c>OnDelete</c> is to run what its manifest says, as the manifest itself
/// declares it: on the others the old pods are meant to stay.
/// </summary>
internal static class NodeShare
{
    /// <summary>On the DaemonSet; its value is such as <c>25%</c>.</summary>
    public const string Annotation = "hecate.social/canary-nodes";

    /// <summary>So many nodes: at least one, and not all where it is a share; null where none is declared.</summary>
    public static long? NodesOf(JsonElement live) =>
        live.TextAt("spec", "updateStrategy", "type") is "OnDelete" &&
        live.TextAt("metadata", "annotations", Annotation) is [.. var digits, '%'] &&
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share <= 100 &&
        live.NumberAt("status", "desiredNumberScheduled") is { } desired
            ? share is 100 || desired < 2 ? desired : Math.Clamp((long)Math.Round((double)desired * share / 100, MidpointRounding.AwayFromZero), 1, desired - 1)
            : null;
}
