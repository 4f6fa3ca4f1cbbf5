using System.Net.Sockets;
using System.Text;
using NetSocket = System.Net.Sockets.Socket;

namespace HecateDaemon.Socket;

/// <summary>This process's right to a socket path. Taken before anything else starts; given back when the process ends.</summary>
internal sealed class SocketClaim : IDisposable
{
    /// <summary>What <c>sockaddr_un</c> holds without its closing zero.</summary>
    private const int LongestPath = 107;

    private const UnixFileMode OwnerAndGroup =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly FileStream held;

    private SocketClaim(string path, FileStream held)
    {
        Path = path;
        this.held = held;
        Listener = Bind(path);
    }

    public string Path { get; }

    /// <summary>Bound, and not listening yet.</summary>
    public NetSocket Listener { get; }

    public static async Task<SocketClaim> TakeAsync(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) is > LongestPath and var length)
        {
            throw CannotStartException.BadConfiguration(
                $"the socket path '{path}' has {length} bytes and the system allows {LongestPath}: choose a shorter one");
        }

        SocketFolder.Make(path);
        var taken = SocketLock.TryTake(path)
            ?? throw InUse(path, await Neighbour.FindAsync(path) ?? "another daemon is starting or stopping there");
        try
        {
            await RemoveStaleAsync(path);
            return new SocketClaim(path, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Removes the socket's file and lets others have the path.</summary>
    public void Dispose()
    {
        Listener.Dispose();
        held.Dispose();
    }

    // Until somebody listens on it, connecting to a bound socket is refused to everybody: so there is no moment at which
    // it can be reached under other rights than the final ones. Disposing a socket that .NET bound removes its file.
    private static NetSocket Bind(string path)
    {
        var socket = new NetSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                SocketGroup.Give(path);
                File.SetUnixFileMode(path, OwnerAndGroup);
            }

            return socket;
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw CannotStartException.NotPossibleHere($"the socket '{path}' cannot be made: {e.Message}");
        }
    }

    private static async Task RemoveStaleAsync(string path)
    {
        // Not File.Exists alone: to that, a link that points nowhere is not there, and yet it is in the way.
        if (!File.Exists(path) && !Directory.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            return;
        }

        if (!FileKind.IsSocket(path))
        {
            throw CannotStartException.NotPossibleHere($"'{path}' is there and is not a socket: move it away, or choose another socket path");
        }

        if (await Neighbour.FindAsync(path) is { } neighbour)
        {
            throw InUse(path, neighbour);
        }

        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotStartException.NotPossibleHere($"the stale socket '{path}' cannot be removed: {e.Message}");
        }
    }

    private static CannotStartException InUse(string path, string neighbour) =>
        CannotStartException.NotPossibleHere($"the socket '{path}' is in use: {neighbour}; stop it, or choose another path with --socket");
}
