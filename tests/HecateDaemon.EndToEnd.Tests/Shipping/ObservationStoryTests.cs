using System.Text.Json;
using System.Text.Json.Nodes;
using HecateDaemon.EndToEnd.Tests.Daemon;
using Xunit.Abstractions;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Releases under observation: a calm one though the daemon is killed meanwhile, and one whose pods crash after the rollout.</summary>
public sealed class ObservationStoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_calm_window_passes_though_the_daemon_is_killed_in_it_and_crash_loops_after_the_rollout_are_rolled_back()
    {
        await using var world = await ShippingWorld.StartAsync(isSick: _ => false, inEventStore: false);
        world.Home.Environment["HECATE__Environments__production__ObservationWindow"] = "00:00:20";
        var daemon = await DaemonProcess.StartAsync(world.Home);
        try
        {
            await world.Code.ReleaseAsync("1.0.0");
            var calm = await new DaemonClient(daemon.Http).OpenProvenAsync("shop", "production", "1.0.0");
            await new DaemonClient(daemon.Http).UntilHappenedAsync(calm, "observation_progressed_v1");
            var before = await WindowAsync(daemon, calm);
            await daemon.Kill9Async();
            await daemon.DisposeAsync();
            daemon = await DaemonProcess.StartAsync(world.Home);
            await new DaemonClient(daemon.Http).UntilStateAsync(calm, "completed");
            await ShouldHavePassedAsync(daemon, calm, before);

            await world.Code.ReleaseAsync("1.1.0");
            var crashing = await new DaemonClient(daemon.Http).OpenProvenAsync("shop", "production", "1.1.0");
            await new DaemonClient(daemon.Http).UntilHappenedAsync(crashing, "observation_progressed_v1");
            await CrashAsync(world);
            await new DaemonClient(daemon.Http).UntilStateAsync(crashing, "completed");
            await ShouldHaveBeenRolledBackAsync(daemon, crashing);
            (await world.RunningImageAsync()).ShouldBe($"{world.Image}:1.0.0");
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

    [Fact]
    public async Task Without_a_cluster_only_smoke_tests_are_observed_and_one_that_fails_in_the_window_shelves_it()
    {
        var isWell = true;
        await using var shop = await Adapters.Tests.Registry.LyingRegistry.StartAsync(
            context => Adapters.Tests.Registry.Answers.TextAsync(context, Volatile.Read(ref isWell) ? 200 : 500, "{}"));
        const string Test = "HECATE__Environments__folder__SmokeTests__0__";
        await using var world = await FolderWorld.StartAsync(settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HECATE__Environments__folder__ObservationWindow"] = "00:00:10",
            [Test + "Name"] = "health",
            [Test + "Url"] = shop.Address.AbsoluteUri,
            [Test + "Patience"] = "00:00:01",
        });
        var id = await world.Client.OpenAsync("shop", "folder", "1.0.0");
        await world.Client.UntilHappenedAsync(id, "observation_progressed_v1");

        Volatile.Write(ref isWell, value: false);

        await world.Client.UntilStateAsync(id, "paused");
        (await world.Client.DeploymentAsync(id)).GetProperty("failure").GetString()!.ShouldContain("expected status 200, got 500");
        Volatile.Write(ref isWell, value: true);
        await world.Client.DoAsync($"/api/deployments/{id}/resume", new { });
        await world.UntilWaitingForAsync(id, "a person to conclude it");
        var window = await WindowAsync(world.Daemon, id);
        (window.GetProperty("outcome").GetString(), window.GetProperty("figures").GetProperty("pods").GetInt32()).ShouldBe(("passed", 0));
        window.GetProperty("comparisons").EnumerateArray().ShouldAllBe(c => c.GetProperty("what").GetString() == "smoke_tests");
        (await NoErrorSpikesAsync(world.Client, id)).GetProperty("status").GetString().ShouldBe("satisfied");
    }

    private static async Task<JsonElement> WindowAsync(DaemonProcess daemon, string id) =>
        (await new DaemonClient(daemon.Http).GetAsync($"/api/deployments/{id}/observation")).GetProperty("window");

    private static async Task<JsonElement> NoErrorSpikesAsync(DaemonClient client, string id) =>
        (await client.GetAsync($"/api/deployments/{id}/checklist")).GetProperty("exit").EnumerateArray()
            .Single(i => i.GetProperty("item").GetString() is "no_error_spikes");

    private static async Task ShouldHavePassedAsync(DaemonProcess daemon, string id, JsonElement before)
    {
        var client = new DaemonClient(daemon.Http);
        var window = await WindowAsync(daemon, id);
        var figures = window.GetProperty("figures");
        window.GetProperty("outcome").GetString().ShouldBe("passed");
        figures.GetProperty("from_at").GetInt64().ShouldBe(before.GetProperty("figures").GetProperty("from_at").GetInt64());
        figures.GetProperty("looks").GetInt32().ShouldBeGreaterThan(before.GetProperty("figures").GetProperty("looks").GetInt32());
        figures.GetProperty("pods").GetInt32().ShouldBe(2);
        var passed = (await client.EventsAsync(id)).Single(e => e.GetProperty("type").GetString() is "observation_passed_v1").GetProperty("data");
        passed.GetProperty("happened_at").GetInt64().ShouldBeGreaterThanOrEqualTo(before.GetProperty("ends_at").GetInt64());
        var proof = await NoErrorSpikesAsync(client, id);
        proof.GetProperty("status").GetString().ShouldBe("satisfied");
        proof.GetProperty("evidence").GetString()!.ShouldContain("no restarts of 2 pods");
    }

    /// <summary>What a kubelet says of a container that dies again and again.</summary>
    private static async Task CrashAsync(ShippingWorld world)
    {
        var pods = await world.Cluster.Api.GetAsync("api/v1/namespaces/default/pods");
        var pod = pods["items"]!.AsArray().First(p => p!["metadata"]!["deletionTimestamp"] is null)!;
        var status = pod["status"]!.DeepClone();
        var container = status["containerStatuses"]![0]!;
        container["restartCount"] = 3;
        container["ready"] = false;
        container["state"] = JsonNode.Parse("""{ "waiting": { "reason": "CrashLoopBackOff", "message": "back-off 40s restarting failed container" } }""");
        (await world.Cluster.Api.TryAsync(
            HttpMethod.Patch, $"api/v1/namespaces/default/pods/{pod["metadata"]!["name"]}/status", new JsonObject { ["status"] = status },
            "application/merge-patch+json", CancellationToken.None)).ShouldNotBeNull();
    }

    private static async Task ShouldHaveBeenRolledBackAsync(DaemonProcess daemon, string id)
    {
        var client = new DaemonClient(daemon.Http);
        var answer = await client.GetAsync($"/api/deployments/{id}/observation");
        answer.GetProperty("baseline").GetProperty("version").GetString().ShouldBe("1.0.0");
        answer.GetProperty("baseline").GetProperty("figures").GetProperty("pods").GetInt32().ShouldBe(2);
        var window = answer.GetProperty("window");
        window.GetProperty("outcome").GetString().ShouldBe("failed");
        window.GetProperty("evidence").GetString()!.ShouldContain("CrashLoopBackOff after 3 restarts");
        var restarts = window.GetProperty("comparisons").EnumerateArray().Single(c => c.GetProperty("what").GetString() is "restarts");
        (restarts.GetProperty("now").GetDouble(), restarts.GetProperty("before").GetDouble(), restarts.GetProperty("outcome").GetString()).ShouldBe((3, 0, "failed"));
        var bad = await client.DeploymentAsync(id);
        bad.GetProperty("outcome").GetString().ShouldBe("rolled_back");
        var back = await client.GetAsync($"/api/deployments/{bad.GetProperty("rolled_back_by").GetString()}/observation");
        back.GetProperty("baseline").GetProperty("evidence").GetString()!.ShouldStartWith("before 1.1.0 was shipped: 1.0.0 until now: 2 pods, 0 restarts");
        back.GetProperty("window").GetProperty("outcome").GetString().ShouldBe("passed");
    }
}
