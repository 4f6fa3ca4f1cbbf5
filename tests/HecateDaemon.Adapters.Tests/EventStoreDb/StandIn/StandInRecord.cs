using Google.Protobuf;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>An event as the stand-in keeps it.</summary>
internal sealed record StandInRecord(
    long Position, string Stream, long Revision, Guid Id, string Type, bool IsJson, ByteString Data, ByteString Metadata, long CreatedTicks)
{
    public int Size => Data.Length + Metadata.Length + (2 * Type.Length);
}
