using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;
using RecordedEvent = HecateDaemon.Adapters.EventStoreDb.Wire.ReadResp.Types.ReadEvent.Types.RecordedEvent;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>Events as the wire has them, and ours.</summary>
internal static class EventStoreEvents
{
    /// <summary>False for a link that somebody put into one of our streams, and for the mark of a deleted stream.</summary>
    public static bool IsAnEvent(RecordedEvent recorded) => !recorded.Metadata["type"].StartsWith('$');

    /// <summary>Of events that are written in one go, prepare and commit position are the same.</summary>
    public static StoredEvent Read(RecordedEvent recorded, EventStoreNames names) => new(
        (long)recorded.CommitPosition,
        recorded.StreamIdentifier.StreamName.ToStringUtf8()[names.Prefix.Length..],
        (long)recorded.StreamRevision,
        Id(recorded.Id),
        recorded.Metadata["type"],
        recorded.Data.Memory,
        recorded.CustomMetadata.Memory,
        DateTimeOffset.UnixEpoch.AddTicks(long.Parse(recorded.Metadata["created"], CultureInfo.InvariantCulture)));

    public static StreamIdentifier Stream(string name) => new() { StreamName = ByteString.CopyFromUtf8(name) };

    public static UUID Uuid(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return new UUID
        {
            Structured = new UUID.Types.Structured
            {
                MostSignificantBits = BinaryPrimitives.ReadInt64BigEndian(bytes),
                LeastSignificantBits = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
            },
        };
    }

    public static Guid Id(UUID uuid)
    {
        if (uuid.ValueCase is UUID.ValueOneofCase.String)
        {
            return Guid.Parse(uuid.String);
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, uuid.Structured.MostSignificantBits);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], uuid.Structured.LeastSignificantBits);
        return new Guid(bytes, bigEndian: true);
    }
}
