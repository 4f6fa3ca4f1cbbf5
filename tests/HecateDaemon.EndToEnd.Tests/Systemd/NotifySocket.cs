using System.Net.Sockets;
using System.Text;
using HecateDaemon.EndToEnd.Tests.Daemon;
using NetSocket = System.Net.Sockets.Socket;

namespace HecateDaemon.EndToEnd.Tests.Systemd;

/// <summary>systemd's end of sd_notify(3).</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly NetSocket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifySocket(string path)
    {
        Path = path;
        socket.Bind(new UnixDomainSocketEndPoint(path));
    }

    public string Path { get; }

    /// <summary>Everything up to the message that begins so; that one is the last.</summary>
    public async Task<IReadOnlyList<string>> ReceiveAsync(string beginning)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var buffer = new byte[4096];
        var messages = new List<string>();
        do
        {
            var length = await socket.ReceiveAsync(buffer, limit.Token);
            messages.Add(Encoding.UTF8.GetString(buffer, 0, length));
        }
        while (!messages[^1].StartsWith(beginning, StringComparison.Ordinal));

        return messages;
    }

    public void Dispose() => socket.Dispose();
}
