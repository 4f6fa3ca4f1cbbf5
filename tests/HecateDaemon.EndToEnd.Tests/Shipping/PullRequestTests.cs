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
