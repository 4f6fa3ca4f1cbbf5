using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Ids that a repeat arrives at again: UUID version 8 (RFC 9562 §5.8) over SHA-256 of a namespace and a name.</summary>
public static class NameBasedId
{
    public static Guid From(Guid space, string name)
    {
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(Math.Min(name.Length, 256))];
        if (name.Length > 256)
        {
            throw new ArgumentException("names are at most 256 characters", nameof(name));
        }

        space.TryWriteBytes(input, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(name, input[16..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input[..length], hash);
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0FFF) | 0x8000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
