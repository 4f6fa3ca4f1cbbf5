using System.Text.Json;
using HecateDaemon.Adapters.Tests.Git;
using HecateDaemon.EndToEnd.Tests.Daemon;
using Xunit.Abstractions;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>The main job, on the real components, with the daemon killed in the middle of everything.</summary>
public sealed class ShippingStoryTests(ITestOutputHelper output)
{
    internal static readonly string[] Road =
    [
        "deployment_opened_v1", "release_verified_v1", "image_verified_v1", "baseline_taken_v1", "manifests_bumped_v1", "reconciliation_requested_v1",
        "revision_applied_v1", "rollout_completed_v1", "smoke_tests_passed_v1", "observation_passed_v1", "deployment_concluded_v1",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_releases_ship_and_a_sick_third_is_rolled_back_forward_though_the_daemon_is_killed_in_each(bool inEventStore)
    {
        await using var world = await ShippingWorld.StartAsync(isSick: version => version == "1.2.0", inEventStore);
        var daemon = await DaemonProcess.StartAsync(world.Home);
        try
        {
            // v1: killed while it waits for CI.
            world.Code.Tag("1.0.0");
            var first = await new DaemonClient(daemon.Http).OpenProvenAsync("shop", "production", "1.0.0");
            await new DaemonClient(daemon.Http).UntilHappenedAsync(first, "deployment_waited_v1");
            var waiting = await new DaemonClient(daemon.Http).DeploymentAsync(first);
            waiting.GetProperty("waiting_for").GetString()!.ShouldContain("CI to push image");
            waiting.GetProperty("needs_person").GetBoolean().ShouldBeFalse();
            daemon = await KillAndStartAsync(daemon, world);
            var digest = await world.Code.PushImageAsync("1.0.0");
            await new DaemonClient(daemon.Http).UntilStateAsync(first, "completed");

            // v2: killed right after the commit was pushed.
            await world.Code.ReleaseAsync("1.1.0");
            var second = await new DaemonClient(daemon.Http).OpenProvenAsync("shop", "production", "1.1.0");
            await Patience.UntilAsync(() => Task.FromResult(world.GitOps.Commits == 3), () => "the second bump was never pushed");
            daemon = await KillAndStartAsync(daemon, world);
            await new DaemonClient(daemon.Http).UntilStateAsync(second, "completed");

            // v3: the log's server goes and comes back; then a smoke test fails, and the daemon is killed while it goes back.
            await (world.EventStore?.RestartAsync() ?? Task.CompletedTask);
            await world.Code.ReleaseAsync("1.2.0");
            var third = await new DaemonClient(daemon.Http).OpenProvenAsync("shop", "production", "1.2.0");
            await new DaemonClient(daemon.Http).UntilHappenedAsync(third, "smoke_tests_failed_v1");
            daemon = await KillAndStartAsync(daemon, world);
            await new DaemonClient(daemon.Http).UntilStateAsync(third, "completed");

            var client = new DaemonClient(daemon.Http);
            await ShouldTellTheWholeStoryAsync(client, first, digest);
            (await RoadOfAsync(client, second)).ShouldBe(Road);
            await ShouldHaveGoneBackAsync(client, third);
            ShouldHaveCommittedOnceEach(world.GitOps, first, second, third, await RollbackOfAsync(client, third));
            (await world.RunningImageAsync()).ShouldBe($"{world.Image}:1.1.0");
            await ShouldTellDriftAsync(world, client);
            (await client.GetAsync("/api/loops")).GetProperty("loops").GetArrayLength().ShouldBe(2);
            (await daemon.StopAsync()).ShouldBe(0);
        }
        catch
        {
            output.WriteLine(daemon.Output + daemon.Errors);
            throw;
        }
        finally
        {
            await daemon.DisposeAsync();
        }
    }

    /// <summary>After everything else there is none; then a person changes the cluster by hand.</summary>
    internal static async Task ShouldTellDriftAsync(ShippingWorld world, DaemonClient client)
    {
        await UntilDriftAsync(environment => environment.TryGetProperty("compared_at", out _) && environment.GetProperty("drift").GetArrayLength() == 0);
        await world.Cluster.KubectlAsync(["set", "image", "deployment/shop", $"shop={world.Image}:1.0.0"]);
        await UntilDriftAsync(environment => environment.GetProperty("drift").EnumerateArray().Any(
            d => d.GetProperty("drift").GetProperty("cause").GetProperty("did").GetString() is "kubectl set image"));

        Task UntilDriftAsync(Func<JsonElement, bool> holds) => Patience.UntilAsync(
            async () => holds((await client.GetAsync("/api/drift?environment=production")).GetProperty("environments")[0]),
            () => "the drift was never told as it is");
    }

    private static async Task<DaemonProcess> KillAndStartAsync(DaemonProcess daemon, ShippingWorld world)
    {
        await daemon.Kill9Async();
        await daemon.DisposeAsync();
        return await DaemonProcess.StartAsync(world.Home);
    }

    /// <summary>Every station once and in order; waiting and what people did between them is left out.</summary>
    internal static async Task<List<string>> RoadOfAsync(DaemonClient client, string id) =>
        [.. (await client.StoryAsync(id)).Where(type => Road.Contains(type))];

    internal static async Task<string> RollbackOfAsync(DaemonClient client, string id) =>
        (await client.DeploymentAsync(id)).GetProperty("rolled_back_by").GetString()!;

    private static async Task ShouldTellTheWholeStoryAsync(DaemonClient client, string id, string digest)
    {
        (await RoadOfAsync(client, id)).ShouldBe(Road);
        var events = (await client.EventsAsync(id)).ToLookup(e => e.GetProperty("type").GetString()!);
        var opened = events["deployment_opened_v1"].Single();
        var actor = opened.GetProperty("metadata").GetProperty("actor");
        actor.GetProperty("kind").GetString().ShouldBe("peer");
        actor.GetProperty("pid").GetInt32().ShouldBe(Environment.ProcessId);
        var entry = opened.GetProperty("data").GetProperty("entry_checklist").EnumerateArray().ToDictionary(
            i => i.GetProperty("item").GetString()!, i => i.GetProperty("status").GetString());
        entry.Count.ShouldBe(9);
        string[] proven = [.. DaemonClient.ProvenItems, "version_assigned", "changelog_updated", "staging_verified"];
        proven.ShouldAllBe(item => entry[item] == "satisfied");
        events["image_verified_v1"].Single().GetProperty("data").GetProperty("findings")[0].GetProperty("verdict").GetString().ShouldBe("holds");
        events["image_verified_v1"].Single().GetProperty("data").GetProperty("digest").GetString().ShouldBe(digest);
        var rollout = events["rollout_completed_v1"].Single();
        rollout.GetProperty("data").GetProperty("traced").GetBoolean().ShouldBeTrue();
        rollout.GetProperty("metadata").GetProperty("actor").GetProperty("kind").GetString().ShouldBe("policy");
        events["deployment_concluded_v1"].Single().GetProperty("data").GetProperty("exit_checklist").EnumerateArray()
            .Select(i => i.GetProperty("status").GetString()).ShouldBe(
                ["satisfied", "satisfied", "satisfied", "satisfied", "satisfied", "attested", "attested"]);
    }

    internal static async Task ShouldHaveGoneBackAsync(DaemonClient client, string id, string to = "1.1.0")
    {
        var bad = await client.DeploymentAsync(id);
        bad.GetProperty("outcome").GetString().ShouldBe("rolled_back");
        var back = await client.DeploymentAsync(await RollbackOfAsync(client, id));
        back.GetProperty("outcome").GetString().ShouldBe("shipped");
        back.GetProperty("version").GetString().ShouldBe(to);
        back.GetProperty("rollback_of").GetProperty("deployment_id").GetString().ShouldBe(id);
        (await RoadOfAsync(client, back.GetProperty("deployment_id").GetString()!)).ShouldBe(Road);
        (await client.StoryAsync(id)).Count(type => type is "rollback_decided_v1" or "smoke_tests_failed_v1" or "rollout_failed_v1").ShouldBe(2);
    }

    private static void ShouldHaveCommittedOnceEach(BareRemote gitOps, params string[] deployments)
    {
        gitOps.ShouldBeSound();
        gitOps.Look("log", "--reverse", "--format=%(trailers:key=Hecate-Deployment,valueonly,separator=)", "main")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(deployments);
        var subjects = gitOps.Look("log", "--reverse", "--format=%s", "main").Split('\n')[1..];
        subjects[..3].ShouldBe(["chore: Bump shop to v1.0.0", "chore: Bump shop to v1.1.0", "chore: Bump shop to v1.2.0"]);
        subjects[3].ShouldStartWith("fix: Rollback to v1.1.0 due to smoke test failed: health: ");
        gitOps.Look("diff", "--stat", "--format=", "HEAD~1", "HEAD").ShouldContain("1 insertion(+), 1 deletion(-)");
    }
}
