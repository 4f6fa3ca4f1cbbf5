using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Releases;

/// <summary>What the code repository proves of the entry checklist.</summary>
public sealed class ReleaseItemsTests : InAWorld
{
    private const string Plan = "\n### Rollback Plan\n- Revert to v1.0.0\n";

    [Fact]
    public async Task A_version_that_is_not_higher_is_not_assigned()
    {
        World.Outside.Tag("1.2.0");
        World.Outside.Tag("1.1.0");

        var item = await ItemAsync("1.1.0", EntryChecklist.VersionAssigned);

        (item.Status, item.Evidence.Contains("v1.2.0 came before it", StringComparison.Ordinal)).ShouldBe((ItemStatus.Unsatisfied, true));
    }

    [Fact]
    public async Task A_jump_that_commits_contradict_is_told_and_keeps_nobody_back()
    {
        World.Outside.Tag("1.0.0");
        World.Outside.Tag("1.0.1");

        var item = await ItemAsync("1.0.1", EntryChecklist.VersionAssigned);

        item.Status.ShouldBe(ItemStatus.Satisfied);
        item.Evidence.ShouldContain("asks for minor");
    }

    [Fact]
    public async Task Without_a_tag_the_version_is_not_assigned_and_the_notes_may_be_attested()
    {
        var items = await ItemsAsync("1.0.0");

        items[EntryChecklist.VersionAssigned].Status.ShouldBe(ItemStatus.Unsatisfied);
        items[EntryChecklist.ReleaseNotesWritten].Status.ShouldBe(ItemStatus.CannotTell);
    }

    [Fact]
    public async Task The_changelog_s_entry_is_the_release_notes()
    {
        World.Outside.Tag("1.0.0");

        var items = await ItemsAsync("1.0.0");

        items[EntryChecklist.ReleaseNotesWritten].Evidence.ShouldBe("CHANGELOG.md:3");
        items[EntryChecklist.ChangelogUpdated].Evidence.ShouldBe("at v1.0.0: CHANGELOG.md:3: ## [1.0.0] - 2026-03-01");
    }

    [Theory]
    [InlineData(Plan, true, ItemStatus.Satisfied)]
    [InlineData(Plan, false, ItemStatus.Unsatisfied)]
    [InlineData("", true, ItemStatus.CannotTell)]
    [InlineData("", false, ItemStatus.CannotTell)]
    [InlineData("\n### Rollback Plan\n- Revert to v0.9.0\n", true, ItemStatus.Unsatisfied)]
    public async Task A_way_back_leads_to_an_image_that_is_there(string notes, bool isInRegistry, ItemStatus expected)
    {
        World.Outside.Tag("1.0.0");
        World.Outside.Tag("1.1.0");
        World.Outside.Notes = version => version == "1.1.0" ? notes : "";
        if (isInRegistry)
        {
            World.Outside.Push("1.0.0");
        }

        (await ItemAsync("1.1.0", EntryChecklist.RollbackPlanDocumented)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task A_registry_that_is_away_leaves_the_way_back_open()
    {
        World.Outside.Tag("1.0.0");
        World.Outside.Tag("1.1.0");
        World.Outside.Notes = version => version == "1.1.0" ? Plan : "";
        World.Outside.Fault = (port, _) => port == "registry" ? throw new OutsideWorldException("The registry is away") : Task.CompletedTask;

        var item = await ItemAsync("1.1.0", EntryChecklist.RollbackPlanDocumented);

        (item.Status, item.Evidence.Contains("The registry is away", StringComparison.Ordinal)).ShouldBe((ItemStatus.CannotTell, true));
    }

    private async Task<ChecklistItem> ItemAsync(string version, string item) => (await ItemsAsync(version))[item];

    private async Task<Dictionary<string, ChecklistItem>> ItemsAsync(string version)
    {
        await World.StartAsync();
        var pending = Deployment.Unborn.Evolve(Story.Initiated with
        {
            DeploymentId = DeploymentId.Parse("p1"),
            DivisionId = Story.Division,
            Environment = Story.Environment,
            Version = ReleaseVersion.Parse(version),
        });
        return (await World.Get<EntryProofs>().ProveAsync(pending, CancellationToken.None)).ToDictionary(i => i.Item, StringComparer.Ordinal);
    }
}
