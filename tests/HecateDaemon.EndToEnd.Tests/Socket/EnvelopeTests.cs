using System.Net.Http.Headers;
using System.Text.Json;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Socket;

public sealed class EnvelopeTests : IAsyncLifetime, IDisposable
{
    private const int TenMegabytes = 10 * 1024 * 1024;

    private readonly DaemonHome home = new();
    private DaemonProcess daemon = null!;

    public async Task InitializeAsync() => daemon = await DaemonProcess.StartAsync(home);

    public async Task DisposeAsync() => await daemon.DisposeAsync();

    public void Dispose() => home.Dispose();

    [Theory]
    [InlineData("GET", "/nowhere", 404, "not_found")]
    [InlineData("POST", "/nowhere", 404, "not_found")]
    [InlineData("GET", "/%2e%2e/%2e%2e/etc/passwd", 404, "not_found")]
    [InlineData("GET", "/health%2f..%2fready", 404, "not_found")]
    [InlineData("GET", "/health%0d%0aX-Made-Up:%20yes", 404, "not_found")]
    [InlineData("GET", "/%1b[2J%07", 404, "not_found")]
    [InlineData("GET", "/%ff%fe", 404, "not_found")]
    [InlineData("POST", "/health", 405, "method_not_allowed")]
    [InlineData("DELETE", "/ready", 405, "method_not_allowed")]
    [InlineData("BREW", "/health", 405, "method_not_allowed")]
    public async Task Every_error_of_the_framework_has_the_envelope(string method, string path, int status, string error)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("http://hecate" + path));

        using var answer = await daemon.Http.SendAsync(request);

        await ShouldBeProblemAsync(answer, status, error);
    }

    [Fact]
    public async Task A_method_that_is_not_possible_is_answered_with_those_that_are()
    {
        using var answer = await daemon.Http.PostAsync("/health", content: null);

        answer.Content.Headers.Allow.ShouldBe(["GET"]);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_that_nobody_reads_still_gets_its_answer()
    {
        using var answer = await daemon.Http.PostAsync("/nowhere", new ByteArrayContent(new byte[TenMegabytes]));

        await ShouldBeProblemAsync(answer, 404, "not_found");
    }

    [Theory]
    [InlineData("POST", "http://localhost:8080")]
    [InlineData("DELETE", "null")]
    [InlineData("OPTIONS", "https://evil.example")]
    public async Task A_web_page_may_not_act(string method, string origin)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/health");
        request.Headers.Add("Origin", origin);

        using var answer = await daemon.Http.SendAsync(request);

        await ShouldBeProblemAsync(answer, 403, "cross_origin");
    }

    [Fact]
    public async Task A_web_page_may_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("Origin", "http://localhost:8080");

        using var answer = await daemon.Http.SendAsync(request);

        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("GET /health%00 HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /health HTTP/1.1\r\n\r\n")]
    [InlineData("GET /health HTTP/1.1\r\nHost: h\r\nX: \u0001\0\r\n\r\n")]
    [InlineData("POST /health HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n")]
    public async Task What_is_not_http_is_answered_400_and_harms_nobody(string request)
    {
        (await SocketClient.SendRawAsync(daemon.Socket, request)).ShouldStartWith("HTTP/1.1 400 Bad Request\r\n");

        (await daemon.Http.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
    }

    private static async Task ShouldBeProblemAsync(HttpResponseMessage answer, int status, string error)
    {
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("application/problem+json"));
        answer.Content.Headers.ContentLength.ShouldNotBeNull();
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("ok").GetBoolean().ShouldBeFalse();
        problem.GetProperty("error").GetString().ShouldBe(error);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("type").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("status").GetInt32().ShouldBe(status);
    }
}
