using System.Net.Sockets;
using NetSocket = System.Net.Sockets.Socket;

namespace HecateDaemon.Subcommands;

/// <summary>HTTP to a running daemon.</summary>
internal static class DaemonSocket
{
    public static HttpClient NewClient(string path, TimeSpan patience) => new(
        new SocketsHttpHandler { ConnectCallback = (_, ct) => ConnectAsync(path, ct) }, disposeHandler: true)
    {
        BaseAddress = new Uri("http://hecate"),
        Timeout = patience,
    };

    /// <summary>Prints the answer, or who did not give one.</summary>
    public static async Task<int> AskAsync(string path, TimeSpan patience, Func<HttpClient, Task<HttpResponseMessage>> ask)
    {
        using var client = NewClient(path, patience);
        try
        {
            using var answer = await ask(client);
            Console.Out.WriteLine(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? ExitCodes.Ok : ExitCodes.Failed;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Console.Error.WriteLine(
                $"hecate-daemon: nobody answers on '{path}' within {patience.TotalSeconds} s: {e.InnerException?.Message ?? e.Message}");
            return ExitCodes.Failed;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new NetSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
