using HecateDaemon.EndToEnd.Tests.Daemon;
using Xunit.Abstractions;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Rollouts that get stuck on the real API server end on the road that is configured for failures, in the cluster's words.</summary>
public sealed class StuckRolloutTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("shelve")]
    [InlineData("roll_back")]
    public async Task A_missing_image_a_crash_loop_and_a_pod_that_never_gets_ready_end_on_the_failure_road(string onFailure)
    {
        await using var world = await ShippingWorld.StartAsync(isSick: _ => false, onFailure: onFailure, rolloutDeadline: "00:00:30");
        await using var daemon = await DaemonProcess.StartAsync(world.Home);
        var client = new DaemonClient(daemon.Http);
        try
        {
            await client.UntilStateAsync(await ShipAsync("1.0.0"), "completed");

            await ShouldGetStuckAsync("1.1.0-missing", "ImagePullBackOff");
            await ShouldGetStuckAsync("1.1.1-crash", "CrashLoopBackOff");
            await ShouldGetStuckAsync("1.1.2-unready", "not complete within 00:00:30");

            (await world.RunningImageAsync()).ShouldBe($"{world.Image}:{(onFailure is "shelve" ? "1.1.2-unready" : "1.0.0")}");
        }
        catch
        {
            output.WriteLine(daemon.Output + daemon.Errors);
            throw;
        }

        async Task<string> ShipAsync(string version)
        {
            await world.Code.ReleaseAsync(version);
            return await client.OpenProvenAsync("shop", "production", version);
        }

        async Task ShouldGetStuckAsync(string version, string words)
        {
            var id = await ShipAsync(version);
            await client.UntilStateAsync(id, onFailure is "shelve" ? "paused" : "completed");
            var failed = (await client.EventsAsync(id)).Single(e => e.GetProperty("type").GetString() is "rollout_failed_v1");
            failed.GetProperty("data").GetProperty("reason").GetString()!.ShouldContain(words);
            if (onFailure is "roll_back")
            {
                await ShippingStoryTests.ShouldHaveGoneBackAsync(client, id, to: "1.0.0");
            }
        }
    }
}
