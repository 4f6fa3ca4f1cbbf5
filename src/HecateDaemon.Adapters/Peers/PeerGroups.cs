using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace HecateDaemon.Adapters.Peers;

/// <summary>The supplementary groups of the process at the other end of a Unix socket, as the kernel noted them when it connected.</summary>
internal static class PeerGroups
{
    private const int SolSocket = 1;
    private const int SoPeerGroups = 59;
    private const int Usual = 64;

    /// <summary>Linux lets no process have more (NGROUPS_MAX).</summary>
    private const int Most = 65_536;

    /// <summary>None where they cannot be told.</summary>
    public static IReadOnlyList<uint> Of(Socket socket) =>
        OperatingSystem.IsLinux() && socket.AddressFamily is AddressFamily.Unix ? Read(socket, Usual) ?? Read(socket, Most) ?? [] : [];

    /// <summary>Null where there are more (ERANGE), or the kernel is older than 4.13 (ENOPROTOOPT).</summary>
    private static uint[]? Read(Socket socket, int most)
    {
        var groups = new uint[most];
        try
        {
            var length = socket.GetRawSocketOption(SolSocket, SoPeerGroups, MemoryMarshal.AsBytes(groups.AsSpan()));
            return groups[..(length / sizeof(uint))];
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
