using System.Net;
using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Against the registry that people run.</summary>
public sealed class OciRegistryTests(DockerRegistryFixture fixture) : IClassFixture<DockerRegistryFixture>, IDisposable
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["org.opencontainers.image.version"] = "0.7.3",
    };

    private static readonly ImageOrigin Origin = new(Revision: null, "0.7.3", Source: null);

    private static readonly Dictionary<string, string> OtherLabels = new(StringComparer.Ordinal)
    {
        ["built"] = "again",
    };

    private readonly OciRegistry registry = new(new() { Timeout = TimeSpan.FromMinutes(1) }, TimeProvider.System);

    [Fact]
    public async Task An_image_is_found_with_its_digest_and_platform()
    {
        var digest = Digest.Parse(await fixture.Pusher.PushAsync("team/app", "0.7.3", Labels, "linux/arm64/v8"));

        var found = await FindAsync("team/app", "0.7.3");

        found.ShouldNotBeNull();
        found.Digest.ShouldBe(digest);
        found.Platforms.ShouldBe([new PlatformImage("linux/arm64/v8", digest) { Origin = Origin }]);
    }

    [Fact]
    public async Task An_OCI_image_that_the_registry_hides_from_clients_without_Accept_is_found()
    {
        await fixture.Pusher.PushAsync("hidden", "1.0.0", Labels);
        using var http = new HttpClient();
        using var plain = await http.GetAsync(new Uri(fixture.Registry.Address, "/v2/hidden/manifests/1.0.0"));
        plain.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await FindAsync("hidden", "1.0.0")).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_image_in_Dockers_own_format_is_found()
    {
        var pushed = await fixture.Pusher.PushAsync("docker", "1.0.0", Labels, format: ImageFormat.Docker);

        var found = await FindAsync("docker", "1.0.0");

        found.ShouldNotBeNull();
        found.Platforms.ShouldBe([new PlatformImage("linux/amd64", Digest.Parse(pushed)) { Origin = Origin }]);
    }

    [Theory]
    [InlineData(ImageFormat.Oci)]
    [InlineData(ImageFormat.Docker)]
    public async Task An_index_has_each_platform_with_its_own_digest_and_no_attestation(ImageFormat format)
    {
        var repository = $"index-{format}".ToLowerInvariant();
        var amd64 = Digest.Parse(await fixture.Pusher.PushAsync(repository, "amd64", Labels, "linux/amd64", format));
        var arm = Digest.Parse(await fixture.Pusher.PushAsync(repository, "arm", Labels, "linux/arm/v7", format));
        string[] platforms = ["linux/amd64", "linux/arm/v7"];
        var digest = await fixture.Pusher.PushIndexAsync(repository, "1.0.0", Labels, platforms, format);

        var found = await FindAsync(repository, "1.0.0");

        found.ShouldNotBeNull();
        found.Digest.ToString().ShouldBe(digest);
        found.Platforms.ShouldBe([new("linux/amd64", amd64) { Origin = Origin }, new("linux/arm/v7", arm) { Origin = Origin }]);
    }

    [Fact]
    public async Task A_tag_that_is_not_there_yet_is_no_error()
    {
        await fixture.Pusher.PushAsync("early", "1.0.0", Labels);

        (await FindAsync("early", "1.0.1")).ShouldBeNull();
    }

    [Fact]
    public async Task A_repository_that_is_not_there_yet_is_no_error() =>
        (await FindAsync("nobody/pushed/this", "1.0.0")).ShouldBeNull();

    [Fact]
    public async Task An_image_that_was_taken_away_is_not_there()
    {
        var digest = await fixture.Pusher.PushAsync("gone", "1.0.0", Labels);
        (await FindAsync("gone", "1.0.0")).ShouldNotBeNull();

        await fixture.Pusher.DeleteAsync("gone", digest);

        (await FindAsync("gone", "1.0.0")).ShouldBeNull();
    }

    [Fact]
    public async Task A_tag_that_was_moved_leads_to_another_digest()
    {
        await fixture.Pusher.PushAsync("moved", "1.0.0", Labels);
        var before = await FindAsync("moved", "1.0.0");

        await fixture.Pusher.PushAsync("moved", "1.0.0", OtherLabels);

        (await FindAsync("moved", "1.0.0"))!.Digest.ShouldNotBe(before!.Digest);
    }

    [Fact]
    public async Task The_digest_alone_is_told_where_it_is_and_where_it_is_not()
    {
        var digest = await fixture.Pusher.PushIndexAsync("digests", "1.0.0", Labels, ["linux/amd64", "linux/arm64"]);
        var image = ImageName.Parse($"{fixture.Registry.Host}/digests");

        (await registry.FindDigestAsync(image, "1.0.0", CancellationToken.None)).ToString().ShouldBe(digest);
        (await registry.FindDigestAsync(image, "1.0.1", CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("-v1")]
    [InlineData("1.0.0+build")]
    [InlineData("../../../v2/")]
    [InlineData("1.0.0\n")]
    [InlineData("1.0.0?x=y")]
    public async Task A_word_that_cannot_be_a_tag_is_never_asked_for(string tag)
    {
        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync("team/app", tag));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldContain("cannot be a tag");
    }

    [Fact]
    public async Task A_question_that_was_called_off_ends_as_called_off()
    {
        using var calledOff = new CancellationTokenSource();
        await calledOff.CancelAsync();
        var image = ImageName.Parse($"{fixture.Registry.Host}/team/app");

        await Should.ThrowAsync<OperationCanceledException>(() => registry.FindAsync(image, "1.0.0", calledOff.Token));
    }

    public void Dispose() => registry.Dispose();

    private Task<FoundImage?> FindAsync(string repository, string tag) =>
        registry.FindAsync(ImageName.Parse($"{fixture.Registry.Host}/{repository}"), tag, CancellationToken.None);
}
