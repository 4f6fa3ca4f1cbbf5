using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Images;

/// <summary>What CI and the registry prove of the entry checklist.</summary>
public sealed class EntryItemsTests : InAWorld
{
    private static readonly CiAccess GitHub = new CiAccess.GitHub(new("https://api.example.org/"), "org/app");

    [Theory]
    [InlineData(CiState.Green, ItemStatus.Satisfied)]
    [InlineData(CiState.Running, ItemStatus.Unsatisfied)]
    [InlineData(CiState.Red, ItemStatus.Unsatisfied)]
    [InlineData(CiState.Unknown, ItemStatus.CannotTell)]
    public async Task CI_says_itself_how_the_commit_did(CiState said, ItemStatus expected)
    {
        World.Ci = GitHub;
        World.Outside.Ci = new(said, "as build says");

        var item = await ItemAsync(EntryChecklist.CiGreen);

        item.Status.ShouldBe(expected);
        item.Evidence.ShouldContain("as build says");
        item.Evidence.ShouldContain(World.Outside.Tags["v1.0.0"]);
    }

    [Fact]
    public async Task Without_a_CI_to_ask_a_person_says_so_and_is_told_what_the_image_says()
    {
        World.Outside.Push("1.0.0");
        World.Outside.Origins["v1.0.0"] = ImageOrigin.Unsaid;

        var item = await ItemAsync(EntryChecklist.CiGreen);

        item.Status.ShouldBe(ItemStatus.CannotTell);
        item.Evidence.ShouldContain("no CI is configured");
        item.Evidence.ShouldContain("local build suspected");
    }

    [Fact]
    public async Task A_required_label_that_is_missing_speaks_against_CI_whatever_it_says()
    {
        World.Ci = GitHub;
        World.Production = World.Production with { Image = new() { Origin = Demand.Require } };
        World.Outside.Push("1.0.0");
        World.Outside.Origins["v1.0.0"] = ImageOrigin.Unsaid;

        (await ItemAsync(EntryChecklist.CiGreen)).Status.ShouldBe(ItemStatus.Unsatisfied);
    }

    [Fact]
    public async Task CI_that_cannot_be_asked_is_not_green()
    {
        World.Ci = GitHub;
        World.Outside.Fault = (port, _) => port == "ci" ? throw new OutsideWorldException("CI is away") : Task.CompletedTask;

        var item = await ItemAsync(EntryChecklist.CiGreen);

        (item.Status, item.Evidence).ShouldBe((ItemStatus.Unsatisfied, "could not be looked at: CI is away"));
    }

    [Fact]
    public async Task Staging_is_verified_by_the_digest_that_was_concluded_there()
    {
        await ShipToStagingAsync();

        var item = await ItemAsync(EntryChecklist.StagingVerified);

        item.Status.ShouldBe(ItemStatus.Satisfied);
        item.Evidence.ShouldContain(World.Outside.Images["v1.0.0"].ToString());
    }

    [Fact]
    public async Task Another_image_than_staging_had_is_not_verified_though_its_version_is_the_same()
    {
        await ShipToStagingAsync();
        World.Outside.Images["v1.0.0"] = Story.Digest;

        var item = await ItemAsync(EntryChecklist.StagingVerified);

        item.Status.ShouldBe(ItemStatus.Unsatisfied);
        item.Evidence.ShouldContain($"now has {Story.Digest} as v1.0.0");
    }

    [Fact]
    public async Task An_image_that_is_gone_is_not_verified()
    {
        await ShipToStagingAsync();
        World.Outside.Images.Clear();

        (await ItemAsync(EntryChecklist.StagingVerified)).Evidence.ShouldContain("no longer has it");
    }

    [Fact]
    public async Task Without_an_environment_before_there_is_nothing_to_verify() =>
        (await ItemAsync(EntryChecklist.StagingVerified)).Evidence.ShouldStartWith("not applicable");

    private async Task ShipToStagingAsync()
    {
        World.Others = [World.Production with { Name = World.Staging }];
        World.Production = World.Production with { Predecessor = World.Staging };
        await World.StartAsync();
        await World.ShipAsync("1.0.0", World.Staging);
    }

    /// <summary>The item of a deployment of 1.0.0 to production that nobody has vouched for.</summary>
    private async Task<ChecklistItem> ItemAsync(string item)
    {
        if (World.Outside.Tags.IsEmpty)
        {
            World.Outside.Tag("1.0.0");
            await World.StartAsync();
        }

        var pending = Deployment.Unborn.Evolve(Story.Initiated with
        {
            DeploymentId = DeploymentId.Parse("p1"),
            DivisionId = Story.Division,
            Environment = Story.Environment,
            Version = ReleaseVersion.Parse("1.0.0"),
        });
        return (await World.Get<EntryProofs>().ProveAsync(pending, CancellationToken.None)).Single(i => i.Item == item);
    }
}
