using System.Net.Sockets;
using NetSocket = System.Net.Sockets.Socket;

namespace HecateDaemon.Subcommands;

/// <summary><c>hecate-daemon health</c> and <c>ready</c>: for a container's probes, where there is no curl.</summary>
internal static class AskHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string socketPath, string question)
    {
        using var connections = new SocketsHttpHandler { ConnectCallback = (_, ct) => ConnectAsync(socketPath, ct) };
        using var client = new HttpClient(connections) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://hecate/{question}"));
            Console.Out.WriteLine(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? ExitCodes.Ok : ExitCodes.Failed;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Console.Error.WriteLine($"hecate-daemon: nobody answers on '{socketPath}' within {Patience.TotalSeconds} s: {e.InnerException?.Message ?? e.Message}");
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
