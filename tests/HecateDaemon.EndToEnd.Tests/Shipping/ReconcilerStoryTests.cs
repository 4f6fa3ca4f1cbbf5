using HecateDaemon.EndToEnd.Tests.Daemon;
using Xunit.Abstractions;
using static HecateDaemon.EndToEnd.Tests.Shipping.ShippingStoryTests;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>The main job where somebody else applies what Git wants: on the real API server, with that one's awkward habits.</summary>
public sealed class ReconcilerStoryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("flux")]
    [InlineData("argo")]
    public async Task Two_releases_ship_and_a_sick_third_goes_back_though_the_reconciler_jumps_over_commits(string reconciler)
    {
        await using var world = await ShippingWorld.StartAsync(isSick: version => version == "1.2.0", reconciler: reconciler);
        await using var daemon = await DaemonProcess.StartAsync(world.Home);
        var client = new DaemonClient(daemon.Http);
        try
        {
            var first = await ShipAsync("1.0.0");
            await client.UntilStateAsync(first, "completed");

            // Before the reconciler looks, somebody has pushed on top: ours is never the head that it sees.
            world.Controllers!.PushedBefore = ("production/other/README", "Not ours.\n");
            var second = await ShipAsync("1.1.0");
            await client.UntilStateAsync(second, "completed");
            world.GitOps.Look("log", "-1", "--format=%s", "main").ShouldBe("feat: Something else");

            var third = await ShipAsync("1.2.0");
            await client.UntilStateAsync(third, "completed");

            (await RoadOfAsync(client, first)).ShouldBe(Road);
            (await RoadOfAsync(client, second)).ShouldBe(Road);
            await ShouldHaveGoneBackAsync(client, third);
            string[] deployments = [first, second, third, await RollbackOfAsync(client, third)];
            world.GitOps.Look("log", "--reverse", "--format=%(trailers:key=Hecate-Deployment,valueonly,separator=)", "main")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(deployments);
            (await client.DeploymentAsync(second)).GetProperty("gitops_commit").GetString()
                .ShouldNotBe(await AppliedRevisionAsync(client, second));
            (await world.RunningImageAsync()).ShouldBe($"{world.Image}:1.1.0");
            await ShouldTellDriftAsync(world, client);
        }
        catch
        {
            output.WriteLine($"{world.Controllers!.Trouble}\n{daemon.Output}{daemon.Errors}");
            throw;
        }

        async Task<string> ShipAsync(string version)
        {
            await world.Code.ReleaseAsync(version);
            return await client.OpenProvenAsync("shop", "production", version);
        }
    }

    private static async Task<string?> AppliedRevisionAsync(DaemonClient client, string id) =>
        (await client.EventsAsync(id)).Single(e => e.GetProperty("type").GetString() is "revision_applied_v1")
            .GetProperty("data").GetProperty("revision").GetString();
}
