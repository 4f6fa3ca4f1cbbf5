using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>The names of these events on the wire. Written once; never changed; a changed meaning is a <c>_v2</c>.</summary>
public static class NotificationEventTypes
{
    public static IReadOnlyList<EventType> All { get; } =
    [
        EventType.Of("notification_delivered_v1", NotificationsJson.Default.NotificationDelivered),
        EventType.Of("notification_failed_v1", NotificationsJson.Default.NotificationFailed),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NotificationDelivered))]
[JsonSerializable(typeof(NotificationFailed))]
internal sealed partial class NotificationsJson : JsonSerializerContext;
