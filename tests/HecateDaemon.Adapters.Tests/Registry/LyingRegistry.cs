using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>A server on loopback that answers what the test wants: registry, token server or somebody else.</summary>
internal sealed class LyingRegistry : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<SeenRequest> seen = new();

    private LyingRegistry(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
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

    public static async Task<LyingRegistry> StartAsync(RequestDelegate answer)
    {
        var registry = new LyingRegistry(answer);
        await registry.app.StartAsync();
        return registry;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

internal sealed record SeenRequest(string Path, string Query, string Authorization);
