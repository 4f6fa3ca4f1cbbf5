using System.Net.Sockets;
using System.Runtime.Versioning;
using HecateDaemon.Adapters.Peers;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Adapters.Tests.Peers;

[SupportedOSPlatform("linux")]
public sealed class PeerConnectionsTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hd-peer-");
    private readonly TaskCompletionSource<Actor> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<IReadOnlyList<uint>> groups = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication app = null!;

    private string Socket => Path.Combine(folder.FullName, "s");

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = folder.FullName });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ListenUnixSocket(Socket, listen => listen.UsePeerCallers());
            kestrel.Listen(System.Net.IPAddress.Loopback, port: 0, listen => listen.UsePeerCallers());
        });
        app = builder.Build();
        app.Run(context =>
        {
            groups.SetResult(context.CallerGroups());
            seen.SetResult(context.Caller());
            return Task.CompletedTask;
        });
        await app.StartAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_caller_on_the_socket_is_named_by_the_kernel()
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, ct) => await ConnectAsync(ct) });

        await client.GetAsync(new Uri("http://hecate/"));

        var actor = await seen.Task;
        actor.Kind.ShouldBe("peer");
        actor.Pid.ShouldBe(Environment.ProcessId);
        actor.Name.ShouldBe(Environment.UserName);
        actor.Uid.ShouldBe(OwnUid());
        (await groups.Task).ShouldBe(OwnGroups());
    }

    [Fact]
    public async Task A_caller_over_tcp_is_unknown()
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.First(a => !a.Contains("unix", StringComparison.Ordinal));
        using var client = new HttpClient();

        await client.GetAsync(new Uri(address));

        (await seen.Task).ShouldBe(Actor.Unknown);
        (await groups.Task).ShouldBeEmpty();
    }

    private static uint OwnUid() => uint.Parse(Own("Uid:").Split('\t')[1]);

    private static IEnumerable<uint> OwnGroups() => Own("Groups:")["Groups:".Length..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(uint.Parse);

    private static string Own(string line) => File.ReadLines("/proc/self/status").First(l => l.StartsWith(line, StringComparison.Ordinal));

    private async Task<Stream> ConnectAsync(CancellationToken ct)
    {
        var socket = new System.Net.Sockets.Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
