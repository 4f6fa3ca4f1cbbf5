using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Images;

/// <summary>Tags that do not stay what they were are found out, and nothing is shipped by them.</summary>
public sealed class ImageLedgerTests : InAWorld
{
    private static readonly Digest Other = Digest.Parse("sha256:" + new string('9', 64));
    private static readonly string Stream = ImageLedger.StreamOf(ImageName.Parse(World.Image), "v1.0.0");

    public override Task InitializeAsync() => World.StartAsync();

    [Fact]
    public async Task What_is_shipped_is_in_the_ledger_once()
    {
        await World.ShipAsync("1.0.0");

        World.Scenes(await World.EventsAsync(Stream)).ShouldBe("image_tag_seen_v1");
        Stream.Length.ShouldBe("image-".Length + 64);
    }

    [Fact]
    public async Task A_tag_that_was_pushed_again_is_not_opened()
    {
        await World.ShipAsync("1.0.0");
        World.Outside.Images["v1.0.0"] = Other;
        var id = await World.InitiateAsync("1.0.0", id: "again");

        var refusal = (await World.OpenAsync(id)).Decision.Refusal.ShouldNotBeNull();

        refusal.Code.ShouldBe("image_tag_mutated");
        refusal.Reason.ShouldContain($"is now {Other}");
        (await World.LoadAsync(id)).Phase.ShouldBe(Phase.Pending);
        World.Scenes(await World.EventsAsync(Stream)).ShouldBe("image_tag_seen_v1\nimage_tag_mutated_v1");
    }

    [Fact]
    public async Task A_tag_that_is_again_what_it_was_opens_again()
    {
        await World.ShipAsync("1.0.0");
        var first = World.Outside.Images["v1.0.0"];
        World.Outside.Images["v1.0.0"] = Other;
        var id = await World.InitiateAsync("1.0.0", id: "again");
        (await World.OpenAsync(id)).Decision.Refusal.ShouldNotBeNull();

        World.Outside.Images["v1.0.0"] = first;

        (await World.OpenAsync(id)).Decision.Refusal.ShouldBeNull();
        World.Scenes(await World.EventsAsync(Stream)).ShouldEndWith("image_tag_restored_v1");
    }

    [Fact]
    public async Task What_is_known_counts_though_the_registry_is_away()
    {
        await World.ShipAsync("1.0.0");
        World.Outside.Images["v1.0.0"] = Other;
        var id = await World.InitiateAsync("1.0.0", id: "again");
        await World.OpenAsync(id);
        World.Outside.Fault = (port, _) => port == "registry" ? throw new OutsideWorldException("the registry is away") : Task.CompletedTask;

        (await World.OpenAsync(id)).Decision.Refusal!.Code.ShouldBe("image_tag_mutated");
    }

    [Fact]
    public async Task A_tag_that_moved_before_its_turn_came_stops_the_road_before_anything_is_committed()
    {
        World.Outside.Tag("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Waiting is not null);
        await World.Get<ImageLedger>().RecordAsync(
            new(Story.Division, ReleaseVersion.Parse("1.0.0"), ImageName.Parse(World.Image), "v1.0.0", Other), "test", CancellationToken.None);

        World.Outside.Push("1.0.0");

        (await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor.ShouldStartWith("the tag to be what it was");
        World.Outside.Acts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_reconcile_round_finds_out_what_moved_or_vanished_below_what_runs(bool moved)
    {
        await World.ShipAsync("1.0.0");
        await World.UntilNowAsync(() => World.Get<LiveReleases>().All.Count == 1);
        (await RoundAsync()).Healthy.ShouldBeTrue();
        if (moved)
        {
            World.Outside.Images["v1.0.0"] = Other;
        }
        else
        {
            World.Outside.Images.TryRemove("v1.0.0", out _);
        }

        var outcome = await RoundAsync();
        await RoundAsync();

        outcome.Healthy.ShouldBeFalse();
        outcome.Summary.ShouldContain(moved ? $"is now {Other}" : "is no longer there");
        World.Scenes(await World.EventsAsync(Stream)).ShouldBe("image_tag_seen_v1\nimage_tag_mutated_v1");
    }

    [Fact]
    public async Task A_registry_that_is_away_accuses_nobody()
    {
        await World.ShipAsync("1.0.0");
        await World.UntilNowAsync(() => World.Get<LiveReleases>().All.Count == 1);
        World.Outside.Fault = (port, _) => port == "registry" ? throw new OutsideWorldException("the registry is away") : Task.CompletedTask;

        (await RoundAsync()).ShouldBe(new(Healthy: false, "hecate-daemon in production: the registry is away"));
        World.Scenes(await World.EventsAsync(Stream)).ShouldBe("image_tag_seen_v1");
    }

    private Task<Lifecycle.Loops.RoundOutcome> RoundAsync() => World.Get<ReconcileRound>().RunAsync(CancellationToken.None);
}
