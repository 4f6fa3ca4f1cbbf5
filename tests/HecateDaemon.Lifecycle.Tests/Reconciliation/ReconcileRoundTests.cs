using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Loops;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Reconciliation;

public sealed class ReconcileRoundTests : InAWorld
{
    private static readonly CommitId Foreign = CommitId.Parse(new string('f', 40));

    public override Task InitializeAsync() => World.StartAsync();

    [Fact]
    public async Task Where_nothing_was_shipped_there_is_nothing_to_reconcile()
    {
        (await RunAsync()).ShouldBe(new(Healthy: true, "0 releases are as their GitOps repositories want them"));
        World.Outside.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_applied_as_wanted_is_left_alone()
    {
        await ShipAsync();

        (await RunAsync()).ShouldBe(new(Healthy: true, "1 releases are as their GitOps repositories want them"));
        World.Outside.Acts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Another_revision_than_the_head_is_asked_to_become_it_once()
    {
        await ShipAsync();
        World.Outside.ReconcilerSays = new RevisionSeen.Applied(Foreign, "ready");

        (await RunAsync()).Healthy.ShouldBeTrue();
        (await RunAsync()).Healthy.ShouldBeTrue();

        var head = 100.ToString("x40");
        World.Outside.Acts.Skip(2).ShouldBe([$"reconciled {head} for {head}"]);
    }

    [Fact]
    public async Task What_does_not_work_is_told()
    {
        await ShipAsync();

        World.Outside.ReconcilerSays = new RevisionSeen.Failing("the kustomization cannot be built");
        (await RunAsync()).ShouldBe(new(Healthy: false, "hecate-daemon in production: the kustomization cannot be built"));
        World.Outside.ReconcilerSays = new RevisionSeen.Halted("the kustomization is suspended");
        (await RunAsync()).ShouldBe(new(Healthy: false, "hecate-daemon in production: the kustomization is suspended"));
    }

    [Fact]
    public async Task A_repository_that_is_away_is_a_finding_of_this_round_and_not_the_end_of_it()
    {
        await ShipAsync();
        World.Outside.Fault = (port, _) => port == "head" ? throw new OutsideWorldException("git.example.org is away") : Task.CompletedTask;

        (await RunAsync()).ShouldBe(new(Healthy: false, "hecate-daemon in production: git.example.org is away"));
    }

    private Task<RoundOutcome> RunAsync() => World.Get<ReconcileRound>().RunAsync(CancellationToken.None);

    /// <summary>Until the read model knows it, too.</summary>
    private async Task ShipAsync()
    {
        await World.ShipAsync("1.0.0");
        await World.UntilNowAsync(() => World.Get<LiveReleases>().All.Count == 1);
    }
}
