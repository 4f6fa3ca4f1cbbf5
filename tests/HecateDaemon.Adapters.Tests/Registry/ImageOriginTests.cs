using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>What an image says about itself, wherever its builder wrote it.</summary>
public sealed class ImageOriginTests
{
    private const string Revision = "org.opencontainers.image.revision";

    [Theory]
    [InlineData("""{"Labels":{"org.opencontainers.image.revision":"label"}}""", "annotation", "index", "label")]
    [InlineData("""{"Labels":{"org.opencontainers.image.revision":""}}""", "annotation", "index", "annotation")]
    [InlineData("""{"Labels":null}""", null, "index", "index")]
    [InlineData("null", null, null, null)]
    [InlineData("""{"Labels":{"org.opencontainers.image.revision":"two\nlines"}}""", null, null, "(something unreadable)")]
    public async Task The_nearest_word_counts(string config, string? ofManifest, string? ofIndex, string? expected)
    {
        var found = await FindAsync(new Layout(config, ofManifest, ofIndex));

        found!.Platforms.ShouldHaveSingleItem().Origin.Revision.ShouldBe(expected);
    }

    [Fact]
    public async Task Every_key_is_read_by_its_own_name()
    {
        const string Labels = """
            {"Labels":{"org.opencontainers.image.revision":"a","org.opencontainers.image.version":"b","org.opencontainers.image.source":"c"}}
            """;

        var found = await FindAsync(new Layout(Labels, null, null));

        found!.Platforms.Single().Origin.ShouldBe(new ImageOrigin("a", "b", "c"));
    }

    [Fact]
    public async Task An_index_whose_image_is_missing_is_no_image_to_ship()
    {
        var layout = new Layout("null", null, null) { HidesImage = true };

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(layout));

        refused.Message.ShouldContain("but not its image for linux/amd64");
    }

    [Fact]
    public async Task An_image_that_was_swapped_below_its_index_is_refused()
    {
        var layout = new Layout("null", null, null) { SwapsImage = true };

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(layout));

        refused.Message.ShouldContain("sent something else");
    }

    [Fact]
    public async Task Where_the_registry_tells_no_digest_to_HEAD_what_it_sends_is_hashed()
    {
        var layout = new Layout("null", null, null);
        await using var registry = await LyingRegistry.StartAsync(layout.AnswerAsync);
        using var oci = new OciRegistry(new(), TimeProvider.System);

        var digest = await oci.FindDigestAsync(ImageName.Parse($"{registry.Host}/team/app"), "1.0.0", CancellationToken.None);

        digest.ToString().ShouldBe(Answers.DigestOf(layout.Index));
    }

    [Fact]
    public async Task Where_it_tells_one_the_image_is_not_fetched()
    {
        var digest = $"sha256:{new string('e', 64)}";
        await using var registry = await LyingRegistry.StartAsync(context =>
        {
            context.Response.Headers["Docker-Content-Digest"] = digest;
            return Task.CompletedTask;
        });
        using var oci = new OciRegistry(new(), TimeProvider.System);

        (await oci.FindDigestAsync(ImageName.Parse($"{registry.Host}/team/app"), "1.0.0", CancellationToken.None))
            .ToString().ShouldBe(digest);
        registry.Seen.Count.ShouldBe(1);
    }

    private static async Task<FoundImage?> FindAsync(Layout layout)
    {
        await using var registry = await LyingRegistry.StartAsync(layout.AnswerAsync);
        using var oci = new OciRegistry(new(), TimeProvider.System);
        return await oci.FindAsync(ImageName.Parse($"{registry.Host}/team/app"), "1.0.0", CancellationToken.None);
    }

    /// <summary>An index of one image, with the same key in three places.</summary>
    private sealed class Layout(string config, string? ofManifest, string? ofIndex)
    {
        private readonly string description = $$"""{"os":"linux","architecture":"amd64","config":{{config}}}""";

        public bool HidesImage { get; init; }

        public bool SwapsImage { get; init; }

        public string Index => $$$"""
            {"schemaVersion":2,"annotations":{{{Annotations(ofIndex)}}},
            "manifests":[{"digest":"{{{Answers.DigestOf(Manifest)}}}","platform":{"os":"linux","architecture":"amd64"}}]}
            """;

        private string Manifest => $$$"""
            {"schemaVersion":2,"annotations":{{{Annotations(ofManifest)}}},"layers":[],
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{{Answers.DigestOf(description)}}}"}}
            """;

        public Task AnswerAsync(HttpContext context)
        {
            var path = context.Request.Path.Value!;
            return path.EndsWith("/manifests/1.0.0", StringComparison.Ordinal) ? Answers.TextAsync(context, 200, Index)
                : Answers.IsForBlob(context) ? Answers.TextAsync(context, 200, description)
                : HidesImage ? Answers.TextAsync(context, 404, """{"errors":[{"code":"MANIFEST_UNKNOWN"}]}""")
                : Answers.TextAsync(context, 200, SwapsImage ? Manifest + " " : Manifest);
        }

        private static string Annotations(string? revision) => revision is null ? "null" : $$"""{"{{Revision}}":"{{revision}}"}""";
    }
}
