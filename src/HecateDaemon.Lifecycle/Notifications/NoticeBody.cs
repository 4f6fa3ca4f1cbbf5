using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>
/// What is sent about an event. The CloudEvent's id is the event's own: whoever gets it twice, as happens after a crash,
/// knows it as one.
/// </summary>
public sealed record NoticeBody(string ContentType, byte[] Json)
{
    public static NoticeBody Of(NotificationTemplate template, StoredEvent stored, DeploymentInitiated happened) => template switch
    {
        NotificationTemplate.Slack => new("application/json", Write(json => json.WriteString("text", Text(happened, EventCodec.MetadataOf(stored).Actor)))),
        _ => new("application/cloudevents+json", Write(json => WriteCloudEvent(json, stored, happened))),
    };

    private static void WriteCloudEvent(Utf8JsonWriter json, StoredEvent stored, DeploymentInitiated happened)
    {
        json.WriteString("specversion", "1.0");
        json.WriteString("id", stored.Id);
        json.WriteString("source", $"/hecate-daemon/environments/{happened.Environment}");
        json.WriteString("type", stored.Type);
        json.WriteString("subject", happened.DeploymentId.ToString());
        json.WriteString("time", happened.HappenedAt);
        json.WriteString("datacontenttype", "application/json");
        json.WritePropertyName("data");
        json.WriteRawValue(stored.Data.Span);
    }

    private static string Text(DeploymentInitiated happened, Actor by) => happened.RollbackOf is { } rollback
        ? $"{happened.DivisionId} goes back to {happened.Version} in {happened.Environment}, from {rollback.Version}: {rollback.Reason} (deployment {happened.DeploymentId})"
        : $"{happened.DivisionId} {happened.Version} is about to be shipped to {happened.Environment} (deployment {happened.DeploymentId}, by {by.Name})";

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
