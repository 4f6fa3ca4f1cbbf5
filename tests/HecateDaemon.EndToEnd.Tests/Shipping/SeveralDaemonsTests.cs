using HecateDaemon.EndToEnd.Tests.Daemon;
using Xunit.Abstractions;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Two daemons on one EventStoreDB: one acts, the other observes and takes over.</summary>
public sealed class SeveralDaemonsTests(ITestOutputHelper output)
{
    /// <summary>The station's work is done when its event is appended: neither stored nor answered, or stored and not answered.</summary>
    private static readonly (string Event, bool Stored)[] Cuts =
    [
        .. ShippingStoryTests.Road.Skip(1).Select(station => (station, false)),
        ("manifests_bumped_v1", true), ("reconciliation_requested_v1", true),
    ];

    [Fact]
    public async Task Whoever_acts_is_killed_in_each_station_and_the_other_goes_on_and_does_nothing_twice()
    {
        await using var world = await ShippingWorld.StartAsync(isSick: _ => false, inEventStore: true, leaseDuration: "00:00:04");
        if (!world.EventStore!.IsStandIn)
        {
            output.WriteLine("Skipped: a real EventStoreDB cannot be made to leave one append unanswered.");
            return;
        }

        using var home = new DaemonHome();
        home.Configure(await File.ReadAllTextAsync(world.Home.ConfigurationFile));
        await using var daemons = await DaemonPair.StartAsync(world.Home, home);
        try
        {
            var shipped = new List<string>();
            foreach (var (station, stored) in Cuts)
            {
                var version = $"1.{shipped.Count}.0";
                await world.Code.ReleaseAsync(version);
                var cut = world.EventStore.CutOffAsync(station, stored);
                shipped.Add(await new DaemonClient((await daemons.ObserverAsync()).Http).OpenProvenAsync("shop", "production", version));
                await cut.WaitAsync(Patience.Limit);

                await daemons.KillActorAsync();
                await new DaemonClient(daemons.Survivor.Http).UntilStateAsync(shipped[^1], "completed");
                await daemons.BringBackAsync();
                output.WriteLine($"{version}: killed at {station}, {(stored ? "stored" : "not stored")}");
            }

            var client = new DaemonClient((await daemons.ObserverAsync()).Http);
            foreach (var id in shipped)
            {
                (await ShippingStoryTests.RoadOfAsync(client, id)).ShouldBe(ShippingStoryTests.Road);
            }

            world.GitOps.ShouldBeSound();
            world.GitOps.Look("log", "--reverse", "--format=%(trailers:key=Hecate-Deployment,valueonly,separator=)", "main")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(shipped);
            world.Notices.ShouldBe(shipped.Count);
            (await world.RunningImageAsync()).ShouldBe($"{world.Image}:1.{shipped.Count - 1}.0");
            await ShouldHandOverAsync(daemons);
        }
        catch
        {
            output.WriteLine(daemons.Said);
            throw;
        }
    }

    [Fact]
    public async Task With_a_lease_in_the_cluster_kubectl_tells_who_acts_and_the_other_takes_over()
    {
        await using var world = await ShippingWorld.StartAsync(isSick: _ => false, inEventStore: true, leaseDuration: "00:00:04", leadership: "kubernetes");
        using var home = new DaemonHome();
        home.Configure(await File.ReadAllTextAsync(world.Home.ConfigurationFile));
        await using var daemons = await DaemonPair.StartAsync(world.Home, home);
        try
        {
            world.Code.Tag("1.0.0");
            var id = await new DaemonClient((await daemons.ObserverAsync()).Http).OpenProvenAsync("shop", "production", "1.0.0");
            await new DaemonClient((await daemons.ActorAsync()).Http).UntilHappenedAsync(id, "deployment_waited_v1");
            var holder = await HolderAsync(world);
            holder.ShouldNotBeEmpty();

            await daemons.KillActorAsync();
            await world.Code.PushImageAsync("1.0.0");

            await new DaemonClient(daemons.Survivor.Http).UntilStateAsync(id, "completed");
            (await HolderAsync(world)).ShouldNotBe(holder);
            world.Notices.ShouldBe(1);
        }
        catch
        {
            output.WriteLine(daemons.Said);
            throw;
        }
    }

    private static Task<string> HolderAsync(ShippingWorld world) =>
        world.Cluster.KubectlAsync(["get", "lease", "hecate-production-actor", "-o", "jsonpath={.spec.holderIdentity}"]);

    /// <summary>Stopped as systemd stops it, it leaves the lease to the other.</summary>
    private static async Task ShouldHandOverAsync(DaemonPair daemons)
    {
        var heir = await daemons.ObserverAsync();
        (await (await daemons.ActorAsync()).StopAsync()).ShouldBe(0);

        await Patience.UntilAsync(() => DaemonPair.ActsAsync(heir), () => "nobody took over");
    }
}
