using System.Net.Sockets;
using HecateDaemon.Lifecycle.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.Api;

/// <summary>The API's frame around a test's own endpoints, on Kestrel and a Unix socket of its own.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly WebApplication app;

    private ApiHost(DirectoryInfo folder, WebApplication app)
    {
        this.folder = folder;
        this.app = app;
        Socket = SocketIn(folder);
        Http = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, ct) => await ConnectAsync(ct) })
        {
            BaseAddress = new Uri("http://hecate"),
        };
    }

    public HttpClient Http { get; }

    public string Socket { get; }

    public FakeTimeProvider Clock => app.Services.GetRequiredService<FakeTimeProvider>();

    public KeptLogs Logs => app.Services.GetRequiredService<KeptLogs>();

    public static async Task<ApiHost> StartAsync(
        Action<IEndpointRouteBuilder> map, Action<IServiceCollection>? register = null)
    {
        var own = Directory.CreateTempSubdirectory("hd-api-");
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = own.FullName });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(SocketIn(own)));
        var clock = new FakeTimeProvider();
        builder.Services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<KeptLogs>().AddSingleton<ILoggerProvider>(s => s.GetRequiredService<KeptLogs>());
        register?.Invoke(builder.Services);
        builder.Services.AddApi();
        var built = builder.Build();
        built.UseApi();
        built.MapApi();
        map(built);
        await built.StartAsync();
        return new ApiHost(own, built);
    }

    public async Task StopAsync() => await app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static string SocketIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "s");

    private async Task<Stream> ConnectAsync(CancellationToken ct)
    {
        var socket = new System.Net.Sockets.Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
