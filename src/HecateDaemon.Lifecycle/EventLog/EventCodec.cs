using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// Turns events into what the log stores, and back: what was stored in a former version comes back in the present one. A
/// stored type that nobody knows is an error, never skipped.
/// </summary>
public sealed class EventCodec
{
    private readonly FrozenDictionary<string, EventType> byWireName;
    private readonly FrozenDictionary<Type, EventType> byClr;

    public EventCodec(IEnumerable<EventType> types)
    {
        List<EventType> all = [.. EventLogEventTypes.All, .. types];
        byWireName = all.ToFrozenDictionary(t => t.WireName, StringComparer.Ordinal);
        byClr = all.ToFrozenDictionary(t => t.Clr);
    }

    public string WireNameOf(object happened) => byClr[happened.GetType()].WireName;

    /// <summary>The n-th event of a command always gets the same id, so an append can be repeated.</summary>
    public static Guid IdOf(Guid commandId, int index) => NameBasedId.From(commandId, $"event {index}");

    public NewEvent Encode(object happened, int index, EventMetadata metadata)
    {
        var type = byClr[happened.GetType()];
        if (type.Becomes is not null)
        {
            throw new InvalidOperationException($"'{type.WireName}' is only read any more");
        }

        return new NewEvent(
            IdOf(metadata.CommandId, index),
            type.WireName,
            JsonSerializer.SerializeToUtf8Bytes(happened, type.Json),
            JsonSerializer.SerializeToUtf8Bytes(metadata, EventLogJson.Default.EventMetadata));
    }

    public object Decode(StoredEvent stored)
    {
        if (!byWireName.TryGetValue(stored.Type, out var type))
        {
            throw new InvalidDataException(
                $"{stored.Stream}@{stored.Version} holds '{stored.Type}', which this version does not know: start the version that wrote it");
        }

        var happened = Read(stored, stored.Data.Span, type.Json);
        while (type.Becomes is { } becomes)
        {
            happened = becomes(happened);
            type = byClr[happened.GetType()];
        }

        return happened;
    }

    public static EventMetadata MetadataOf(StoredEvent stored) =>
        (EventMetadata)Read(stored, stored.Metadata.Span, EventLogJson.Default.EventMetadata);

    private static object Read(StoredEvent stored, ReadOnlySpan<byte> json, JsonTypeInfo type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{stored.Stream}@{stored.Version} ('{stored.Type}') cannot be read as {type.Type.Name}: {e.Message}", e);
        }
    }
}
