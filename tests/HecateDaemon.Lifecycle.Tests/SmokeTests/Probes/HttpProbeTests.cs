using System.Net;
using System.Net.Sockets;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.SmokeTests;

public sealed class HttpProbeTests
{
    private const string Healthy =
        """{"status":"ok","version":"v1.2.3","ready":true,"peers":3,"checks":[{"name":"disk","free":0.5}]}""";

    private static readonly ReleaseVersion Expected = ReleaseVersion.Parse("1.2.3");

    private readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_healthy_program_passes_over_a_Unix_socket_and_over_TCP(bool overUnixSocket)
    {
        await using var server = await HealthServer.StartAsync(context => context.Response.WriteAsync(Healthy));
        var address = overUnixSocket ? new Uri("http://app") : server.Address;
        var test = TestOf(new(address, "/health?token=s3cret")) with
        {
            UnixSocket = overUnixSocket ? server.UnixSocket : null,
            ExpectJson = Values(
                ("$.status", "ok"), ("$.ready", "true"), ("$.peers", "3"), ("$.checks[0]['free']", "0.5")),
            VersionAt = "$.version",
        };

        var result = await ProbeAsync(test);

        var where = overUnixSocket ? server.UnixSocket : server.Address.Authority;
        result.ShouldBe(new(
            Passed: true,
            $"{where}/health: status 200, 'ok' at $.status, 'true' at $.ready, '3' at $.peers, " +
            "'0.5' at $.checks[0]['free'], version 1.2.3 at $.version"));
    }

    [Fact]
    public async Task The_host_in_the_address_reaches_the_program_behind_a_Unix_socket()
    {
        await using var server = await HealthServer.StartAsync(
            context => context.Response.WriteAsync($$"""{"host":"{{context.Request.Host}}"}"""));
        var test = TestOf(new("http://my-app/health")) with
        {
            UnixSocket = server.UnixSocket,
            ExpectJson = Values(("$.host", "my-app")),
        };

        (await ProbeAsync(test)).Passed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"version":"1.2.3"}""", true, "version 1.2.3 at $.version")]
    [InlineData("""{"version":"v1.2.3"}""", true, "version 1.2.3 at $.version")]
    [InlineData("""{"version":"1.2.3+5a0c1f"}""", true, "version 1.2.3 at $.version")]
    [InlineData("""{"version":"1.2.2"}""", false, "expected version 1.2.3 at $.version, got 1.2.2")]
    [InlineData("""{"version":"1.2.3-rc.1"}""", false, "expected version 1.2.3 at $.version, got 1.2.3-rc.1")]
    [InlineData("""{"version":"latest"}""", false, "expected version 1.2.3 at $.version, got \"latest\"")]
    [InlineData("""{"version":1.2}""", false, "expected version 1.2.3 at $.version, got 1.2")]
    [InlineData("{}", false, "expected version 1.2.3 at $.version, got nothing")]
    public async Task The_version_that_runs_is_compared_as_a_version(string body, bool passed, string detail)
    {
        var result = await ProbeAsync(body, test => test with { VersionAt = "$.version" });

        result.Detail.ShouldEndWith(detail);
        result.Passed.ShouldBe(passed);
    }

    [Theory]
    [InlineData("$.status", "healthy", "expected 'healthy' at $.status, got \"ok\"")]
    [InlineData("$.ready", "True", "expected 'True' at $.ready, got true")]
    [InlineData("$.status.deeper", "ok", "expected 'ok' at $.status.deeper, got nothing")]
    [InlineData("$.checks[1]", "ok", "expected 'ok' at $.checks[1], got nothing")]
    [InlineData("$.checks", "disk", """expected 'disk' at $.checks, got [{"name":"disk","free":0.5}]""")]
    [InlineData("$..status", "ok", "'$..status' is not a JSON path that can be followed")]
    public async Task A_value_that_is_not_as_expected_fails(string path, string wanted, string detail)
    {
        var result = await ProbeAsync(Healthy, test => test with { ExpectJson = Values((path, wanted)) });

        result.Detail.ShouldContain(detail);
        result.Passed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<html>", "is not JSON")]
    [InlineData("", "is not JSON")]
    [InlineData("""{"status":"ok" """, "is not JSON")]
    [InlineData("""{"status":"\ud800"}""", "is not JSON in UTF-8")]
    public async Task An_answer_that_is_no_JSON_fails_where_JSON_is_expected(string body, string detail)
    {
        var result = await ProbeAsync(body, test => test with { ExpectJson = Values(("$.status", "ok")) });

        result.Detail.ShouldContain(detail);
        result.Passed.ShouldBeFalse();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_fail()
    {
        await using var server = await HealthServer.StartAsync(
            context => context.Response.Body.WriteAsync(new byte[] { (byte)'"', 0xff, 0xfe, (byte)'"' }).AsTask());

        var result = await ProbeAsync(TestOf(server.Address) with { ExpectJson = Values(("$", "ok")) });

        result.Detail.ShouldContain("is not JSON in UTF-8");
    }

    [Fact]
    public async Task What_an_answer_holds_does_not_matter_where_only_the_status_is_expected() =>
        (await ProbeAsync("<html>", test => test)).Passed.ShouldBeTrue();

    [Theory]
    [InlineData(500, 200)]
    [InlineData(307, 200)]
    [InlineData(200, 307)]
    public async Task Another_status_than_expected_fails_and_a_redirect_is_not_followed(int status, int expected)
    {
        await using var server = await HealthServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/elsewhere" ? 200 : status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        var result = await ProbeAsync(TestOf(server.Address) with { ExpectStatus = expected });

        result.Detail.ShouldEndWith($"expected status {expected}, got {status}");
        result.Passed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_that_hangs_fails_when_the_tests_time_is_over()
    {
        var asked = new TaskCompletionSource();
        await using var server = await HealthServer.StartAsync(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var probing = ProbeAsync(TestOf(server.Address) with { Timeout = TimeSpan.FromSeconds(7) });
        await asked.Task;

        clock.Advance(TimeSpan.FromSeconds(7));

        (await probing).ShouldBe(new(Passed: false, $"{server.Address.Authority}/ did not answer within 7 s"));
    }

    [Fact]
    public async Task A_probe_that_is_called_off_ends_as_called_off()
    {
        using var calledOff = new CancellationTokenSource();
        await using var server = await HealthServer.StartAsync(_ => calledOff.CancelAsync());
        var probe = new HttpProbe(clock);

        await Should.ThrowAsync<OperationCanceledException>(
            () => probe.ProbeAsync(TestOf(server.Address) with { VersionAt = "$" }, Expected, calledOff.Token));
    }

    [Fact]
    public async Task An_endless_answer_fails()
    {
        await using var server = await HealthServer.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
            }
        });

        var result = await ProbeAsync(TestOf(server.Address) with { VersionAt = "$.version" });

        result.Detail.ShouldEndWith("answered with more than 1 MiB");
        result.Passed.ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_breaks_off_fails()
    {
        await using var server = await HealthServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        (await ProbeAsync(TestOf(server.Address) with { VersionAt = "$.version" })).Passed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_port_where_nobody_listens_fails()
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var result = await ProbeAsync(TestOf(new($"http://{nobody.LocalEndPoint}/health")));

        result.ShouldBe(new(Passed: false, $"{nobody.LocalEndPoint}/health could not be asked: Connection refused"));
    }

    [Fact]
    public async Task A_socket_that_is_missing_fails()
    {
        var result = await ProbeAsync(TestOf(new("http://app/health")) with { UnixSocket = "/nowhere/app.sock" });

        result.Detail.ShouldStartWith("/nowhere/app.sock/health could not be asked: ");
        result.Passed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_socket_whose_path_is_too_long_fails()
    {
        var test = TestOf(new("http://app/health")) with { UnixSocket = $"/{new string('x', 200)}" };

        (await ProbeAsync(test)).Passed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/health")]
    [InlineData("/health")]
    public async Task An_address_that_is_not_http_fails(string address)
    {
        var result = await ProbeAsync(TestOf(new(address, UriKind.RelativeOrAbsolute)));

        result.ShouldBe(new(Passed: false, "health has no http:// or https:// address"));
    }

    [Fact]
    public async Task A_server_that_does_not_speak_HTTP_fails()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var probing = ProbeAsync(TestOf(new($"http://{listener.LocalEndpoint}/")));
        using var client = await listener.AcceptSocketAsync();
        await client.SendAsync("SSH-2.0-OpenSSH_9.2\r\n"u8.ToArray());

        (await probing).Passed.ShouldBeFalse();
    }

    private static SmokeTest TestOf(Uri address) => new() { Name = "health", Url = address };

    private static Dictionary<string, string> Values(params (string Path, string Value)[] values) =>
        values.ToDictionary(v => v.Path, v => v.Value, StringComparer.Ordinal);

    private async Task<ProbeResult> ProbeAsync(string body, Func<SmokeTest, SmokeTest> with)
    {
        await using var server = await HealthServer.StartAsync(context => context.Response.WriteAsync(body));
        return await ProbeAsync(with(TestOf(server.Address)));
    }

    private Task<ProbeResult> ProbeAsync(SmokeTest test) =>
        new HttpProbe(clock).ProbeAsync(test, Expected, CancellationToken.None);
}
