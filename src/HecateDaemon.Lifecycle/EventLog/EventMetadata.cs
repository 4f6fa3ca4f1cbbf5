using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>What is known about an event besides what happened. The two <c>$</c> names are EventStoreDB's own.</summary>
public sealed record EventMetadata
{
    public required Actor Actor { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The same for everything that follows from one caller's request.</summary>
    [JsonPropertyName("$correlationId")]
    public required Guid CorrelationId { get; init; }

    /// <summary>The event or request that this one follows from.</summary>
    [JsonPropertyName("$causationId")]
    public required Guid CausationId { get; init; }

    public required Guid CommandId { get; init; }

    /// <summary>Version of this metadata's own shape.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>When it was first recorded, where it was brought from another log: the log's own time is that of the import.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>When the event was first recorded, in whatever log.</summary>
    public static DateTimeOffset RecordedAtOf(StoredEvent stored)
    {
        if (stored.Metadata.Span.IndexOf("\"recorded_at\""u8) < 0)
        {
            return stored.RecordedAt;
        }

        return Find(stored)?["recorded_at"] is JsonValue value && value.TryGetValue(out long at)
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : stored.RecordedAt;
    }

    /// <summary>The event's metadata, in which stands when it was recorded; what is not a JSON object is left as it is.</summary>
    internal static ReadOnlyMemory<byte> WithRecordedAt(StoredEvent stored)
    {
        if (Find(stored) is not { } metadata || metadata.ContainsKey("recorded_at"))
        {
            return stored.Metadata;
        }

        var at = string.Create(CultureInfo.InvariantCulture, $"\"recorded_at\":{stored.RecordedAt.ToUnixTimeMilliseconds()}}}");
        var end = stored.Metadata.Span.LastIndexOf((byte)'}');
        return (byte[])[.. stored.Metadata.Span[..end], .. metadata.Count > 0 ? ","u8 : [], .. Encoding.UTF8.GetBytes(at)];
    }

    private static JsonObject? Find(StoredEvent stored)
    {
        try
        {
            return JsonNode.Parse(stored.Metadata.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
