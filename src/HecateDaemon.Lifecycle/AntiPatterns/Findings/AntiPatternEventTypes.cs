using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>The names of this feature's events on the wire. Written once; never changed; a changed meaning is a <c>_v2</c>.</summary>
public static class AntiPatternEventTypes
{
    public static IReadOnlyList<EventType> All { get; } =
    [
        EventType.Of("anti_pattern_found_v1", AntiPatternEventsJson.Default.AntiPatternFound),
        EventType.Of("anti_pattern_changed_v1", AntiPatternEventsJson.Default.AntiPatternChanged),
        EventType.Of("anti_pattern_cleared_v1", AntiPatternEventsJson.Default.AntiPatternCleared),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AntiPatternFound))]
[JsonSerializable(typeof(AntiPatternChanged))]
[JsonSerializable(typeof(AntiPatternCleared))]
[JsonSerializable(typeof(AntiPatternsAnswer))]
internal sealed partial class AntiPatternEventsJson : JsonSerializerContext;
