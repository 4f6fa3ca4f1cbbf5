using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace HecateDaemon.Adapters.Peers;

/// <summary>What the kernel vouches for about the other end of a Unix socket (<c>struct ucred</c> of unix(7)).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct PeerCredentials(int Pid, uint Uid, uint Gid)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    /// <summary>Null where the platform or the kind of socket carries none.</summary>
    public static PeerCredentials? Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || socket.AddressFamily is not AddressFamily.Unix)
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[12];
        var length = socket.GetRawSocketOption(SolSocket, SoPeerCred, buffer);
        return length == buffer.Length ? MemoryMarshal.Read<PeerCredentials>(buffer) : null;
    }
}
