using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>The name of an object, in the 20 bytes in which trees hold it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GitId(ulong First, ulong Second, uint Third)
{
    public const int Length = 20;

    public static GitId Of(ReadOnlySpan<byte> raw) => new(
        BinaryPrimitives.ReadUInt64BigEndian(raw),
        BinaryPrimitives.ReadUInt64BigEndian(raw[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(raw[16..]));

    public static GitId Of(GitObject known) => Of(known.Id.RawId);

    public byte[] ToBytes()
    {
        var raw = new byte[Length];
        Write(raw);
        return raw;
    }

    public void Write(Span<byte> raw)
    {
        BinaryPrimitives.WriteUInt64BigEndian(raw, First);
        BinaryPrimitives.WriteUInt64BigEndian(raw[8..], Second);
        BinaryPrimitives.WriteUInt32BigEndian(raw[16..], Third);
    }

    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
