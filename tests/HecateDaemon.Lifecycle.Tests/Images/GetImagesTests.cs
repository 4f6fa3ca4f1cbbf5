using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Tests.Api;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Images;

/// <summary>The ledger of tags, as the API lists it.</summary>
public sealed class GetImagesTests : IAsyncLifetime
{
    private static readonly ImageName Image = ImageName.Parse(World.Image);
    private static readonly StoredEvent Stored = new(0, "image-1", 0, Guid.Empty, "", default, default, Story.Noon);
    private static readonly Digest First = Digest.Parse("sha256:" + new string('1', 64));
    private static readonly Digest Other = Digest.Parse("sha256:" + new string('2', 64));

    private Door door = null!;

    public async Task InitializeAsync() => door = await Door.OpenAsync();

    public async Task DisposeAsync() => await door.DisposeAsync();

    [Fact]
    public async Task A_tag_is_told_with_what_became_of_it()
    {
        await SeeAsync("1.0.0", First);
        (await StateAsync()).ShouldBe(("seen", null));
        await SeeAsync("1.0.0", Other);
        (await StateAsync()).ShouldBe(("mutated", Other.ToString()));
        await SeeAsync("1.0.0", digest: null);
        (await StateAsync()).ShouldBe(("vanished", null));
        await SeeAsync("1.0.0", First);
        (await StateAsync()).ShouldBe(("restored", null));
    }

    [Fact]
    public void It_names_the_deployment_that_verified_it_first()
    {
        var view = new ImagesView();
        var verified = new ImageVerified { Image = Image, Tag = "v1.0.0", Digest = First, Platforms = [] };
        view.Apply(Stored, new ImageTagSeen
        {
            DivisionId = Story.Division,
            Version = ReleaseVersion.Parse("1.0.0"),
            Image = Image,
            Tag = "v1.0.0",
            Digest = First,
            HappenedAt = Story.Noon,
        });
        view.Apply(Stored, verified with { DeploymentId = DeploymentId.Parse("d1"), HappenedAt = Story.Noon });
        view.Apply(Stored, verified with { DeploymentId = DeploymentId.Parse("d2"), HappenedAt = Story.Noon.AddDays(1) });

        var image = view.Page(_ => true, long.MaxValue, 10).ShouldHaveSingleItem();
        (image.DeploymentId, image.LastVerifiedAt).ShouldBe((DeploymentId.Parse("d1"), Story.Noon.AddDays(1)));
    }

    [Fact]
    public async Task Pages_are_newest_first_and_filtered()
    {
        await SeeAsync("1.0.0", First);
        await SeeAsync("1.1.0", Other);
        await SeeAsync("1.1.0", First);

        var page = await door.GetAsync("/api/images?consistent=true&limit=1");
        page.GetProperty("images")[0].GetProperty("tag").GetString().ShouldBe("v1.1.0");
        var last = await door.GetAsync($"/api/images?limit=1&cursor={page.GetProperty("cursor").GetString()}");
        last.GetProperty("images")[0].GetProperty("tag").GetString().ShouldBe("v1.0.0");
        last.TryGetProperty("cursor", out _).ShouldBeFalse();
        (await door.GetAsync("/api/images?state=mutated&division_id=hecate-daemon")).GetProperty("images").GetArrayLength().ShouldBe(1);
        (await door.GetAsync("/api/images?version=9.0.0")).GetProperty("images").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("state=moved")]
    [InlineData("limit=0")]
    [InlineData("cursor=x")]
    public async Task A_wish_that_is_not_understood_is_refused(string query)
    {
        using var answer = await door.Http.GetAsync($"/api/images?{query}");
        await answer.ShouldBeProblemAsync(400, "malformed");
    }

    private async Task SeeAsync(string version, Digest? digest) =>
        await new ImageLedger(door.World.Store, new(ImageLedgerEventTypes.All), door.World.Clock).RecordAsync(
            new(Story.Division, ReleaseVersion.Parse(version), Image, $"v{version}", digest), "test", CancellationToken.None);

    private async Task<(string? State, string? Found)> StateAsync()
    {
        var image = (await door.GetAsync("/api/images?consistent=true")).GetProperty("images")[0];
        return (image.GetProperty("state").GetString(), image.TryGetProperty("found_digest", out var found) ? found.GetString() : null);
    }
}
