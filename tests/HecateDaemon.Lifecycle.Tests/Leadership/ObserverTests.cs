using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Leadership;

/// <summary>The whole daemon, where another one holds the lease at first.</summary>
public sealed class ObserverTests : InAWorld
{
    public override async Task InitializeAsync()
    {
        World.Production = World.Production with { Leadership = LeaderElection.EventLog };
        var empty = await World.Leases.ReadAsync(World.Production, CancellationToken.None);
        var now = World.Clock.GetUtcNow();
        await World.Leases.TryWriteAsync(
            World.Production,
            new() { Holder = "other", DurationSeconds = 3600, AcquiredAt = now, RenewedAt = now, Transitions = 0 },
            empty.Version,
            CancellationToken.None);
        await World.StartAsync();
        await World.UntilNowAsync(() => Election.Seen is not null);
    }

    private Election Election => World.Get<LeaderGuard>().Elections.Single();

    [Fact]
    public async Task It_takes_commands_and_leaves_the_work_to_the_one_that_acts()
    {
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.SettledAsync();
        World.Clock.Advance(TimeSpan.FromMinutes(30));

        (await World.LoadAsync(id)).Reached.ShouldBe(Station.Opened);
        World.Outside.Acts.ShouldBeEmpty();
        (await World.Get<ReconcileRound>().RunAsync(CancellationToken.None)).Summary.ShouldEndWith("; not the one that acts for production");
        (await World.Get<SmokeTestRound>().RunAsync(CancellationToken.None)).Summary.ShouldBe("0 passed; not the one that acts for production");
    }

    [Fact]
    public async Task It_goes_on_with_what_the_other_left_behind_once_that_is_gone_for_as_long_as_its_lease_lasts()
    {
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.SettledAsync();

        World.Clock.Advance(TimeSpan.FromMinutes(61));

        (await World.UntilAsync(id, d => d.Phase is Phase.Completed)).Outcome.ShouldBe(Outcome.Shipped);
        Election.Seen!.Holder.ShouldBe("daemon");
        Election.Seen.Transitions.ShouldBe(1);
    }
}
