namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>The log's own events; every codec knows them.</summary>
public static class EventLogEventTypes
{
    public static IReadOnlyList<EventType> All { get; } =
    [
        EventType.Of("event_parked_v1", EventLogJson.Default.EventParked),
        EventType.Of("event_unparked_v1", EventLogJson.Default.EventUnparked),
        EventType.Of("request_answered_v1", EventLogJson.Default.RequestAnswered),
    ];
}
