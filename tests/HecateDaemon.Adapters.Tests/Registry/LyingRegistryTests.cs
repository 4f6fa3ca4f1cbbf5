using System.Net;
using System.Net.Sockets;
using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Whatever a registry answers, it is either believed for a reason or a sentence for a person.</summary>
public sealed class LyingRegistryTests
{
    private const string Html = "<html><body>Please log in</body></html>";

    [Fact]
    public async Task An_image_under_another_digest_than_claimed_is_refused()
    {
        var claimed = $"sha256:{new string('a', 64)}";

        var refused = await RefusalOfAsync(context =>
        {
            context.Response.Headers["Docker-Content-Digest"] = claimed;
            return Answers.AnImageAsync(context);
        });

        refused.Message.ShouldContain(Answers.DigestOf(Answers.Manifest));
        refused.Message.ShouldContain("another digest");
    }

    [Fact]
    public async Task A_registry_that_claims_no_digest_is_believed_by_the_hash_of_what_it_sent()
    {
        var found = await AskAsync(Answers.AnImageAsync);

        found!.Digest.ToString().ShouldBe(Answers.DigestOf(Answers.Manifest));
        found.Platforms.Select(p => p.Platform).ShouldBe(["linux/amd64"]);
    }

    [Fact]
    public async Task A_configuration_that_was_swapped_is_refused()
    {
        var refused = await RefusalOfAsync(context => Answers.IsForBlob(context)
            ? Answers.TextAsync(context, 200, Answers.Config.Replace("amd64", "arm64"))
            : Answers.AnImageAsync(context));

        refused.Message.ShouldContain("sent something else");
    }

    [Fact]
    public async Task A_configuration_that_is_missing_is_an_error_and_not_a_missing_image()
    {
        var refused = await RefusalOfAsync(context => Answers.IsForBlob(context)
            ? Answers.TextAsync(context, 404, """{"errors":[{"code":"BLOB_UNKNOWN"}]}""")
            : Answers.AnImageAsync(context));

        refused.Message.ShouldContain("404 BLOB_UNKNOWN");
    }

    [Theory]
    [InlineData("application/vnd.oci.empty.v1+json")]
    [InlineData("application/vnd.cncf.helm.config.v1+json")]
    public async Task An_artifact_that_is_no_image_has_no_platform(string configType)
    {
        var artifact = Answers.Manifest.Replace("application/vnd.oci.image.config.v1+json", configType);

        var found = await AskAsync(context => Answers.TextAsync(context, 200, artifact));

        found!.Platforms.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Html, "text/html", "text/html")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"sha25""", "application/json", "no manifest")]
    [InlineData("", "application/json", "no manifest")]
    [InlineData("null", "application/json", "neither 'config' nor 'manifests'")]
    [InlineData("""{"schemaVersion":2}""", "application/json", "neither 'config' nor 'manifests'")]
    [InlineData("""{"schemaVersion":1,"fsLayers":[]}""", "application/json", "schemaVersion is not 2 but '1'")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"../../x"}}""", "application/json", "sha256 digest")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"\ud800"}}""", "application/json", "no manifest")]
    [InlineData("""{"schemaVersion":2,"manifests":[null]}""", "application/json", "an entry's digest")]
    [InlineData("""{"schemaVersion":2,"manifests":[],"layers":[]}""", "application/json", "image and an index at once")]
    [InlineData("""{"schemaVersion":2,"manifests":"all"}""", "application/json", "$.manifests")]
    public async Task What_is_no_manifest_is_named_as_what_it_is(string body, string type, string seen)
    {
        var refused = await RefusalOfAsync(context => Answers.TextAsync(context, 200, body, type));

        refused.Message.ShouldContain(seen);
        refused.NeedsPerson.ShouldBeFalse();
    }

    [Fact]
    public async Task An_endless_body_is_not_read_to_its_end()
    {
        var refused = await RefusalOfAsync(async context =>
        {
            var spaces = new byte[64 * 1024];
            spaces.AsSpan().Fill((byte)' ');
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
            }
        });

        refused.Message.ShouldContain("more than 4 MiB");
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_an_error()
    {
        var refused = await RefusalOfAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        refused.Message.ShouldContain("could not be asked");
    }

    [Theory]
    [InlineData("MANIFEST_UNKNOWN")]
    [InlineData("NAME_UNKNOWN")]
    [InlineData("NOT_FOUND")]
    public async Task A_registry_that_says_unknown_has_no_such_image(string code) =>
        (await AskAsync(context => Answers.TextAsync(context, 404, $$"""{"errors":[{"code":"{{code}}"}]}""")))
        .ShouldBeNull();

    [Theory]
    [InlineData(Html)]
    [InlineData("")]
    [InlineData("""{"errors":[null,{"code":7}]}""")]
    [InlineData("""{"errors":[{"code":"SOMETHING_ELSE"}]}""")]
    public async Task A_404_that_no_registry_would_write_does_not_mean_that_the_image_is_missing(string body)
    {
        var refused = await RefusalOfAsync(context => Answers.TextAsync(context, 404, body));

        refused.Message.ShouldContain("is this a registry?");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(204)]
    [InlineData(418)]
    public async Task Another_status_is_named(int status)
    {
        var refused = await RefusalOfAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        refused.Message.ShouldContain($"answered {status}");
        refused.NeedsPerson.ShouldBeFalse();
    }

    [Fact]
    public async Task A_registry_that_was_asked_too_often_says_for_how_long_it_wants_to_be_left_alone()
    {
        await using var registry = await LyingRegistry.StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = "30";
            return Answers.TextAsync(context, 429, """{"errors":[{"code":"TOOMANYREQUESTS"}]}""");
        });

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => AskAsync(registry));

        refused.Message.ShouldContain("429 TOOMANYREQUESTS");
        refused.Message.ShouldContain("for 30 s");
        refused.NeedsPerson.ShouldBeFalse();
        registry.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_registry_that_hangs_is_given_up_when_its_time_is_over()
    {
        var asked = new TaskCompletionSource();
        await using var registry = await LyingRegistry.StartAsync(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var clock = new FakeTimeProvider();
        var answer = AskAsync(registry, clock: clock);
        await asked.Task;

        clock.Advance(new RegistryOptions().Timeout);

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => answer);
        refused.Message.ShouldContain("did not say within 15 s");
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_named()
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var image = ImageName.Parse($"{nobody.LocalEndPoint}/team/app");
        using var oci = new OciRegistry(new(), TimeProvider.System);

        var refused = await Should.ThrowAsync<OutsideWorldException>(
            () => oci.FindAsync(image, "1.0.0", CancellationToken.None));

        refused.Message.ShouldContain($"{nobody.LocalEndPoint} could not be asked");
        refused.NeedsPerson.ShouldBeFalse();
    }

    [Fact]
    public async Task Redirects_that_lead_nowhere_come_to_an_end()
    {
        await using var registry = await LyingRegistry.StartAsync(
            context => Answers.RedirectAsync(context, new($"http://{context.Request.Host}{context.Request.Path}/on")));

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => AskAsync(registry));

        refused.Message.ShouldContain("redirected more than 5 times");
        registry.Seen.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("http://registry.example/")]
    [InlineData("file:///etc/passwd")]
    public async Task A_redirect_to_an_unsafe_address_is_not_followed(string elsewhere)
    {
        var refused = await RefusalOfAsync(context => Answers.RedirectAsync(context, new(elsewhere)));

        refused.Message.ShouldContain("is not safe");
    }

    private static async Task<OutsideWorldException> RefusalOfAsync(RequestDelegate answer) =>
        await Should.ThrowAsync<OutsideWorldException>(() => AskAsync(answer));

    private static async Task<FoundImage?> AskAsync(RequestDelegate answer)
    {
        await using var registry = await LyingRegistry.StartAsync(answer);
        return await AskAsync(registry);
    }

    private static async Task<FoundImage?> AskAsync(LyingRegistry registry, TimeProvider? clock = null)
    {
        using var oci = new OciRegistry(new() { FirstPause = TimeSpan.Zero }, clock ?? new FakeTimeProvider());
        return await oci.FindAsync(ImageName.Parse($"{registry.Host}/team/app"), "1.0.0", CancellationToken.None);
    }
}
