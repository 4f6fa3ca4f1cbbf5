using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>A stored event as the API tells it.</summary>
public sealed record EventDocument
{
    public required string Type { get; init; }

    public required Guid EventId { get; init; }

    public required string Stream { get; init; }

    public required long Version { get; init; }

    public required long Position { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset RecordedAt { get; init; }

    public required JsonElement Data { get; init; }

    public required JsonElement Metadata { get; init; }

    public static EventDocument Of(StoredEvent stored) => new()
    {
        Type = stored.Type,
        EventId = stored.Id,
        Stream = stored.Stream,
        Version = stored.Version,
        Position = stored.Position,
        RecordedAt = EventMetadata.RecordedAtOf(stored),
        Data = Parse(stored.Data),
        Metadata = Parse(stored.Metadata),
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, EventLogJson.Default.EventDocument);

    /// <summary>What is not JSON, and so was not written by us, is shown as text.</summary>
    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(json.Span), EventLogJson.Default.String);
        }
    }
}
