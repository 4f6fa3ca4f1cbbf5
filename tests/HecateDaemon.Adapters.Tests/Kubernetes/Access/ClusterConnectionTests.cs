using System.Net;
using System.Net.Sockets;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

[Collection(ClusterCollection.Name)]
public sealed class ClusterConnectionTests(ClusterLab lab)
{
    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        using var gone = Listen();
        var port = ((IPEndPoint)gone.LocalEndpoint).Port;
        gone.Stop();

        var failure = await FailAsync(new() { Server = new Uri($"https://127.0.0.1:{port}/") }, TimeProvider.System);

        failure.NeedsPerson.ShouldBeFalse();
        failure.Message.ShouldContain($"https://127.0.0.1:{port} cannot be asked: Connection refused");
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up()
    {
        using var silent = Listen();
        var clock = new FakeTimeProvider();

        var failing = FailAsync(new() { Server = new Uri($"http://{silent.LocalEndpoint}/") }, clock);
        using var accepted = await silent.AcceptTcpClientAsync();
        clock.Advance(TimeSpan.FromMinutes(1));

        (await failing).Message.ShouldContain("did not answer within 30 s");
    }

    [Fact]
    public async Task A_server_under_a_name_that_its_certificate_lacks_is_not_trusted()
    {
        var access = Kubeconfig.Read(lab.Kubeconfig, context: null);

        var failure = await FailAsync(
            new() { Server = access.Server, Authorities = access.Authorities, ServerName = "kubelet.example.org", Token = "admin-token" }, TimeProvider.System);

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain("RemoteCertificateNameMismatch");
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not_trusted()
    {
        var access = Kubeconfig.Read(lab.Kubeconfig, context: null);

        (await FailAsync(new() { Server = access.Server, Token = "admin-token" }, TimeProvider.System)).NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public async Task Credentials_that_are_not_accepted_need_a_person_and_are_not_shown()
    {
        var access = Kubeconfig.Read(lab.Kubeconfig, context: null);
        using var connection = new ClusterConnection(
            new() { Server = access.Server, Authorities = access.Authorities, Token = "stale-token" }, TimeProvider.System);

        var refusal = await Should.ThrowAsync<OutsideWorldException>(new ClusterApi(connection).FindTypeAsync("v1", "Pod", CancellationToken.None));

        refusal.NeedsPerson.ShouldBeTrue();
        refusal.Message.ShouldContain("(401)");
        refusal.Message.ShouldNotContain("stale-token");
    }

    [Fact]
    public async Task Something_that_is_no_API_server_is_found_out()
    {
        using var other = Listen();
        var failing = FailAsync(new() { Server = new Uri($"http://{other.LocalEndpoint}/") }, TimeProvider.System);
        using var client = await other.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nwelcome"u8.ToArray());

        (await failing).Message.ShouldContain("is it a Kubernetes API server?");
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return listener;
    }

    private static async Task<OutsideWorldException> FailAsync(ClusterAccess access, TimeProvider clock)
    {
        using var connection = new ClusterConnection(access, clock);
        return await Should.ThrowAsync<OutsideWorldException>(connection.AskAsync(HttpMethod.Get, "version", content: null, CancellationToken.None));
    }
}
