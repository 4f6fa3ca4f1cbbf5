using System.Globalization;
using HecateDaemon.Adapters.Peers;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HecateDaemon.Socket;

/// <summary>The daemon's one way in: a Unix socket of its own, or the one that systemd hands over.</summary>
internal static class SocketModule
{
    private const int MostConnections = 1000;

    /// <summary>Null when systemd has made the socket already: then there is nothing to claim.</summary>
    public static async Task<SocketClaim?> ClaimAsync(string path) => IsActivated ? null : await SocketClaim.TakeAsync(path);

    public static void AddSocket(this IWebHostBuilder web, SocketClaim? claim)
    {
        web.UseKestrelCore();
        web.UseSockets(sockets =>
        {
            if (claim is not null)
            {
                sockets.CreateBoundListenSocket = _ => claim.Listener;
            }
        });
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            if (claim is null)
            {
                kestrel.UseSystemd(Configure);
            }
            else
            {
                kestrel.ListenUnixSocket(claim.Path, Configure);
            }
        });
    }

    /// <summary>By sd_listen_fds(3): the variables may have been meant for a parent.</summary>
    private static bool IsActivated =>
        Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) &&
        Environment.GetEnvironmentVariable("LISTEN_FDS") is { Length: > 0 } and not "0";

    private static void Configure(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.UsePeerCallers();
    }
}
