using System.Text.Json;
using HecateDaemon.EndToEnd.Tests.Daemon;
using Xunit.Abstractions;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>The main job on a real kubelet and containerd, for what the seed ships: a DaemonSet with its health on a Unix socket.</summary>
public sealed class RealNodeTests(ITestOutputHelper output)
{
    [RealNodeFact]
    public async Task A_daemon_set_ships_twice_and_a_broken_third_version_is_rolled_back()
    {
        await using var world = await RealNodeWorld.StartAsync();
        await using var daemon = await DaemonProcess.StartAsync(world.Home);
        var client = new DaemonClient(daemon.Http);
        try
        {
            var first = await ShipAsync("1.0.0");
            (await VersionAsync(world)).ShouldBe("1.0.0");
            var second = await ShipAsync("1.1.0");
            (await VersionAsync(world)).ShouldBe("1.1.0");

            var third = await ShipAsync("1.2.0-broken");

            (await ShippingStoryTests.RoadOfAsync(client, first)).ShouldBe(ShippingStoryTests.Road);
            (await ShippingStoryTests.RoadOfAsync(client, second)).ShouldBe(ShippingStoryTests.Road);
            (await FailureOfAsync(client, third)).ShouldContain("CrashLoopBackOff");
            await ShippingStoryTests.ShouldHaveGoneBackAsync(client, third);
            (await VersionAsync(world)).ShouldBe("1.1.0");
            (await world.Cluster.KubectlAsync(["get", "pods", "-o", "jsonpath={.items[*].status.containerStatuses[*].imageID} {.items[*].spec.nodeName}"]))
                .ShouldBe($"{world.Image}@{await DigestOfAsync(client, second)} real-node");
        }
        catch
        {
            output.WriteLine(await world.Cluster.KubectlAsync(["get", "pods,events", "-o", "wide"]));
            output.WriteLine(daemon.Output + daemon.Errors);
            throw;
        }

        async Task<string> ShipAsync(string version)
        {
            await world.Code.ReleaseAsync(version);
            var id = await client.OpenAsync("shop", "production", version);
            await client.UntilStateAsync(id, "completed");
            return id;
        }
    }

    private static async Task<string> FailureOfAsync(DaemonClient client, string id) =>
        (await client.EventsAsync(id)).Single(e => e.GetProperty("type").GetString() is "rollout_failed_v1")
            .GetProperty("data").GetProperty("reason").GetString()!;

    private static async Task<string?> DigestOfAsync(DaemonClient client, string id) =>
        (await client.EventsAsync(id)).Single(e => e.GetProperty("type").GetString() is "image_verified_v1")
            .GetProperty("data").GetProperty("digest").GetString();

    /// <summary>What the shipped program itself says.</summary>
    private static async Task<string?> VersionAsync(RealNodeWorld world)
    {
        using var shop = SocketClient.For(world.ShopSocket);
        using var answer = JsonDocument.Parse(await shop.GetStringAsync("/health"));
        return answer.RootElement.GetProperty("version").GetString();
    }
}
