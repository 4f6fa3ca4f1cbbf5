using System.Net.Sockets;
using NetSocket = System.Net.Sockets.Socket;

namespace HecateDaemon.EndToEnd.Tests.Daemon;

/// <summary>HTTP, and raw bytes, through a Unix socket.</summary>
public static class SocketClient
{
    public static HttpClient For(string socket) =>
        new(new SocketsHttpHandler { ConnectCallback = async (_, ct) => await ConnectAsync(socket, ct) })
        {
            BaseAddress = new Uri("http://hecate"),
            Timeout = Patience.Limit,
        };

    /// <summary>Sends the bytes as they are, and answers with everything that comes back until the other side closes.</summary>
    public static async Task<string> SendRawAsync(string socket, string request)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        await using var stream = await ConnectAsync(socket, limit.Token);
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(request), limit.Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(limit.Token);
    }

    private static async Task<NetworkStream> ConnectAsync(string socket, CancellationToken ct)
    {
        var connection = new NetSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), ct);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
