using System.Text.Json;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Reads a warning as the API server has it; both of its forms, for older and newer senders fill in different fields.</summary>
internal static class LiveWarning
{
    private const int LongestMessage = 300;

    public static WarningSeen Read(JsonElement live)
    {
        var made = live.TimeAt("metadata", "creationTimestamp") ?? default;
        var first = live.TimeAt("firstTimestamp") ?? live.TimeAt("eventTime") ?? made;
        var last = live.TimeAt("series", "lastObservedTime") ?? live.TimeAt("lastTimestamp") ?? live.TimeAt("eventTime") ?? made;
        var count = live.NumberAt("series", "count") ?? live.NumberAt("count") ?? 1;
        return new(
            live.TextAt("metadata", "name") ?? "",
            live.TextAt("involvedObject", "kind") ?? "",
            live.TextAt("involvedObject", "name") ?? "",
            live.TextAt("reason") ?? "",
            Plain(live.TextAt("message") ?? ""),
            (int)Math.Clamp(count, 1, int.MaxValue),
            first < last ? first : last,
            last);
    }

    private static string Plain(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(LongestMessage)]);
}
