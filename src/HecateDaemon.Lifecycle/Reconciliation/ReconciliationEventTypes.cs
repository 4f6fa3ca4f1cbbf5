using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>The names of this feature's events on the wire. Written once; never changed.</summary>
public static class ReconciliationEventTypes
{
    public static IReadOnlyList<EventType> All { get; } =
    [
        EventType.Of("drift_detected_v1", ReconciliationJson.Default.DriftDetected),
        EventType.Of("drift_cleared_v1", ReconciliationJson.Default.DriftCleared),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DriftDetected))]
[JsonSerializable(typeof(DriftCleared))]
[JsonSerializable(typeof(DriftAnswer))]
internal sealed partial class ReconciliationJson : JsonSerializerContext;
