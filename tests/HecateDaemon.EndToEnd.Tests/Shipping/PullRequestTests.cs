using HecateDaemon.Adapters.Tests.Git;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>An environment whose GitOps branch takes nothing but merged requests.</summary>
public sealed class PullRequestTests
{
    [Fact]
    public async Task The_road_waits_for_the_merge_also_over_a_crash_and_then_goes_on()
    {
        await using var world = await FolderWorld.StartAsync(pullRequest: new { LookEvery = "00:00:01" });
        var id = await world.Client.OpenAsync("shop", "folder", "1.0.0");
        var seen = await world.UntilWaitingForAsync(id, "to be merged into 'main'");
        seen.GetProperty("needs_person").GetBoolean().ShouldBeFalse();
        world.GitOps.Commits.ShouldBe(1);
        await world.Daemon.Kill9Async();
        await world.RestartAsync();

        var work = world.GitOps.Work;
        BareRemote.Git(work, "fetch", "-q", "origin");
        BareRemote.Git(work, "merge", "-q", "--squash", "origin/hecate/shop/1.0.0");
        BareRemote.Git(work, "commit", "-q", "-m", "Squashed");
        BareRemote.Git(work, "push", "-q", "origin", "HEAD:main");

        await world.Client.UntilHappenedAsync(id, "manifests_bumped_v1");
        (await world.Client.DeploymentAsync(id)).GetProperty("gitops_commit").GetString().ShouldBe(world.GitOps.Head);
        (await world.Client.StoryAsync(id)).Count(e => e == "merge_requested_v1").ShouldBe(1);
    }

    /// <summary>Squashed under words of somebody's own, nothing of the daemon's commits is left but what they changed.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public async Task Each_step_of_a_strategy_is_a_request_of_its_own_and_so_is_the_way_back(bool isAborted)
    {
        const string Deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n      - name: shop\n        image: IMAGE:0.9.0\n";
        await using var world = await FolderWorld.StartAsync(
            pullRequest: new { LookEvery = "00:00:01" }, manifest: Deployment,
            settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["HECATE__Environments__folder__Strategy"] = "recreate" });
        var id = await world.Client.OpenAsync("shop", "folder", "1.0.0");

        await MergeAsync(world, id, "hecate/shop/1.0.0-1-replace");
        Manifest(world).ShouldContain("type: Recreate");
        if (isAborted)
        {
            await world.UntilWaitingForAsync(id, "'hecate/shop/1.0.0-2-restore'");
            await world.Client.DoAsync($"/api/deployments/{id}/abort", new { reason = "not today" });
        }

        await MergeAsync(world, id, isAborted ? "hecate/shop/1.0.0-2-abort" : "hecate/shop/1.0.0-2-restore");
        await (isAborted ? world.Client.UntilStateAsync(id, "paused") : world.UntilWaitingForAsync(id, "a person to conclude it"));
        Manifest(world).ShouldBe(isAborted ? world.Manifest : world.Manifest.Replace("0.9.0", "1.0.0"));
    }

    private static async Task MergeAsync(FolderWorld world, string id, string branch)
    {
        await world.UntilWaitingForAsync(id, $"'{branch}'");
        var work = world.GitOps.Work;
        BareRemote.Git(work, "fetch", "-q", "origin");
        BareRemote.Git(work, "merge", "-q", "--squash", $"origin/{branch}");
        BareRemote.Git(work, "commit", "-q", "-m", "Squashed");
        BareRemote.Git(work, "push", "-q", "origin", "HEAD:main");
    }

    private static string Manifest(FolderWorld world) => System.Text.Encoding.UTF8.GetString(world.GitOps.Show("shop/pod.yaml"));

    [Fact]
    public async Task A_closed_request_is_for_a_person_and_is_made_anew_after_a_resume()
    {
        await using var world = await FolderWorld.StartAsync(pullRequest: new { LookEvery = "00:00:01" });
        var id = await world.Client.OpenAsync("shop", "folder", "1.0.0");
        await world.UntilWaitingForAsync(id, "to be merged into 'main'");

        world.GitOps.Look("branch", "-D", "hecate/shop/1.0.0");
        (await world.UntilWaitingForAsync(id, "was closed")).GetProperty("needs_person").GetBoolean().ShouldBeTrue();
        await world.Client.DoAsync($"/api/deployments/{id}/shelve", new { reason = "not yet" });
        await world.Client.DoAsync($"/api/deployments/{id}/resume", new { });

        await world.UntilWaitingForAsync(id, "to be merged into 'main'");
        world.GitOps.Look("branch").ShouldContain("hecate/shop/1.0.0");
    }
}
