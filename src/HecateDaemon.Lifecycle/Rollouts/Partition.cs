using System.Globalization;
using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>A StatefulSet updates only the pods from its partition on: those below it are meant to stay old.</summary>
internal static class Partition
{
    public static bool HoldsBack(JsonElement live, string pod) =>
        live.NumberAt("spec", "updateStrategy", "rollingUpdate", "partition") is { } partition and > 0 &&
        live.TextAt("metadata", "name") is { } name &&
        pod.StartsWith(name + "-", StringComparison.Ordinal) &&
        long.TryParse(pod.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) &&
        ordinal < partition;
}
