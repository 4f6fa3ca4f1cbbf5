using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Tests.SmokeTests;

/// <summary>A program with a health endpoint, on a loopback port and a Unix socket.</summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-probe-");
    private readonly WebApplication app;

    private HealthServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenUnixSocket(UnixSocket);
            kestrel.Listen(System.Net.IPAddress.Loopback, port: 0);
        });
        app = builder.Build();
        app.Run(answer);
    }

    public string UnixSocket => Path.Combine(folder.FullName, "app.sock");

    public Uri Address => new(app.Urls.Single(url => url.StartsWith("http://127.", StringComparison.Ordinal)));

    public static async Task<HealthServer> StartAsync(RequestDelegate answer)
    {
        var server = new HealthServer(answer);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
