using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>A server on loopback that answers what the test wants: registry, token server or somebody else.</summary>
internal sealed class LyingRegistry : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<SeenRequest> seen = new();

    private LyingRegistry(RequestDelegate answer, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        app = builder.Build();
        app.Urls.Add(certificate is null ? "http://127.0.0.1:0" : "https://127.0.0.1:0");
        app.Run(context =>
        {
            var headers = context.Request.Headers;
            seen.Enqueue(new(
                context.Request.Path.Value!, context.Request.QueryString.Value!, headers.Authorization.ToString()));
            return answer(context);
        });
    }

    public Uri Address => new(app.Urls.Single());

    /// <summary>Host and port, as the first part of an image's name.</summary>
    public string Host => Address.Authority;

    public IReadOnlyList<SeenRequest> Seen => [.. seen];

    public static async Task<LyingRegistry> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null)
    {
        var registry = new LyingRegistry(answer, certificate);
        await registry.app.StartAsync();
        return registry;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

internal sealed record SeenRequest(string Path, string Query, string Authorization);
