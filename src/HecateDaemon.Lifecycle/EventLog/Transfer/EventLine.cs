using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>One line of an export, a JSON object: an event, or behind which event a reader stood.</summary>
public abstract record EventLine
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private EventLine()
    {
    }

    /// <summary>An event with all that its log knew of it; its position is that log's.</summary>
    public sealed record Happened(StoredEvent Stored) : EventLine;

    /// <summary>The reader had dealt with everything before this line.</summary>
    public sealed record Checkpoint(string Reader) : EventLine;

    /// <summary>Without its end.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            if (this is Checkpoint checkpoint)
            {
                json.WriteString("checkpoint", checkpoint.Reader);
            }
            else if (this is Happened { Stored: var stored })
            {
                json.WriteNumber("position", stored.Position);
                json.WriteString("stream", stored.Stream);
                json.WriteNumber("version", stored.Version);
                json.WriteString("event_id", stored.Id);
                json.WriteString("type", stored.Type);
                json.WriteNumber("recorded_at", EventMetadata.RecordedAtOf(stored).ToUnixTimeMilliseconds());
                WriteRaw(json, "data", stored, stored.Data);
                WriteRaw(json, "metadata", stored, stored.Metadata);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not one; the message says what it lacks.</exception>
    public static EventLine Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            return json.TryGetProperty("checkpoint", out var reader)
                ? new Checkpoint(reader.GetString() ?? throw new JsonException("its checkpoint is null"))
                : new Happened(new StoredEvent(
                    json.GetProperty("position").GetInt64(),
                    json.GetProperty("stream").GetString()!,
                    json.GetProperty("version").GetInt64(),
                    json.GetProperty("event_id").GetGuid(),
                    json.GetProperty("type").GetString()!,
                    Raw(json.GetProperty("data")),
                    Raw(json.GetProperty("metadata")),
                    DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("recorded_at").GetInt64())));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"it is no line of an export: {e.Message}", e);
        }
    }

    /// <summary>To the letter, as it was stored; only what has lines of its own is put on one.</summary>
    private static void WriteRaw(Utf8JsonWriter json, string name, StoredEvent stored, ReadOnlyMemory<byte> value)
    {
        json.WritePropertyName(name);
        try
        {
            if (value.Span.IndexOfAny("\r\n"u8) < 0)
            {
                json.WriteRawValue(value.Span);
                return;
            }

            using var document = JsonDocument.Parse(value);
            document.RootElement.WriteTo(json);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"the {name} of {stored.Stream}@{stored.Version} is not JSON, so it cannot be exported", e);
        }
    }

    private static byte[] Raw(JsonElement value) => System.Text.Encoding.UTF8.GetBytes(value.GetRawText());
}
