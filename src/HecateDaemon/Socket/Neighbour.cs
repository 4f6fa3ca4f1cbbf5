using System.Net.Sockets;
using HecateDaemon.Adapters.Peers;
using NetSocket = System.Net.Sockets.Socket;

namespace HecateDaemon.Socket;

/// <summary>Finds out whether somebody listens on a path already.</summary>
internal static class Neighbour
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Says who listens there; null only when it is sure that nobody does.</summary>
    public static async Task<string?> FindAsync(string path)
    {
        using var socket = new NetSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), patience.Token);
            return PeerCredentials.Of(socket) is { } peer
                ? $"process {peer.Pid} of {AccountNames.OfUser(peer.Uid)} listens on it"
                : "another process listens on it";
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable)
        {
            return null;
        }
        catch (SocketException e)
        {
            return $"it cannot be told whether another process listens on it ({e.Message})";
        }
        catch (OperationCanceledException)
        {
            return "another process has it and does not answer";
        }
    }
}
