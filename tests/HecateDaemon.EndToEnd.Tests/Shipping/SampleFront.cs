using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>
/// The shipped application's own socket. The nodes of the test's cluster run nothing, so this tells the version that the
/// cluster says it runs; a version that was built broken says that it is sick.
/// </summary>
internal sealed class SampleFront : IAsyncDisposable
{
    private readonly WebApplication app;

    private SampleFront(WebApplication app, string socket)
    {
        this.app = app;
        Socket = socket;
    }

    public string Socket { get; }

    public static async Task<SampleFront> StartAsync(string socket, Func<Task<string>> runningVersion, Func<string, bool> isSick)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.ListenUnixSocket(socket));
        var front = new SampleFront(builder.Build(), socket);
        front.app.Run(async context =>
        {
            var version = await runningVersion();
            await context.Response.WriteAsJsonAsync(new { status = isSick(version) ? "sick" : "ok", version });
        });
        await front.app.StartAsync();
        return front;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
