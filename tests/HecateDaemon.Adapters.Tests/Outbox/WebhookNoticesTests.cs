using System.Text;
using HecateDaemon.Adapters.Outbox;
using HecateDaemon.Adapters.Tests.Registry;
using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Notifications;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Outbox;

public sealed class WebhookNoticesTests : IDisposable
{
    private static readonly NoticeBody Notice = new("application/cloudevents+json", Encoding.UTF8.GetBytes("""{"specversion":"1.0"}"""));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-hook-");
    private readonly OutgoingHttp http = new(TimeProvider.System);

    [Fact]
    public async Task A_notice_is_posted_with_its_type_and_the_token()
    {
        (string? Method, string? Type, string Body) got = default;
        await using var server = await LyingRegistry.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            got = (context.Request.Method, context.Request.ContentType, await reader.ReadToEndAsync());
            context.Response.StatusCode = 204;
        });
        var receiver = new NotificationReceiver { Name = "ops", Url = new(server.Address, "hook"), TokenFile = FileWith("t0ken\n") };

        (await SendAsync(receiver)).ShouldBe($"ops at {server.Host} answered 204");

        got.ShouldBe(("POST", "application/cloudevents+json; charset=utf-8", """{"specversion":"1.0"}"""));
        server.Seen.ShouldHaveSingleItem().ShouldBe(new SeenRequest("/hook", "", "Bearer t0ken"));
    }

    [Fact]
    public async Task An_address_that_is_a_secret_comes_from_its_file_and_is_not_told()
    {
        await using var server = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 500, ""));
        var receiver = new NotificationReceiver { Name = "chat", UrlFile = FileWith($"{server.Address}services/s3cret") };

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => SendAsync(receiver));

        refused.Message.ShouldBe($"chat at {server.Host} answered 500");
        server.Seen.ShouldHaveSingleItem().Path.ShouldBe("/services/s3cret");
    }

    [Theory]
    [InlineData("http://hooks.example.org/s3cret")]
    [InlineData("s3cret")]
    public async Task An_address_in_a_file_that_is_not_https_needs_a_person(string address)
    {
        var refused = await Should.ThrowAsync<OutsideWorldException>(() => SendAsync(new() { Name = "chat", UrlFile = FileWith(address) }));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData(200, true, false)]
    [InlineData(302, false, false)]
    [InlineData(404, false, true)]
    [InlineData(410, false, true)]
    [InlineData(429, false, false)]
    [InlineData(503, false, false)]
    public async Task Only_a_2xx_is_a_delivery(int status, bool delivered, bool needsPerson)
    {
        await using var server = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, status, ""));

        var failed = await Record.ExceptionAsync(() => SendAsync(new() { Name = "ops", Url = server.Address }));

        (failed is null).ShouldBe(delivered);
        (failed is OutsideWorldException { NeedsPerson: true }).ShouldBe(needsPerson);
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private string FileWith(string text)
    {
        var path = Path.Combine(folder.FullName, "secret");
        File.WriteAllText(path, text);
        return path;
    }

    private Task<string> SendAsync(NotificationReceiver receiver) =>
        new WebhookNotices(http).SendAsync(receiver, Notice, CancellationToken.None);
}
