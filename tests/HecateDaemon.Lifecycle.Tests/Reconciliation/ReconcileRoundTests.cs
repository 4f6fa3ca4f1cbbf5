using System.Text.Json;
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

    [Fact]
    public async Task Drift_is_recorded_once_told_every_round_and_cleared_when_it_is_gone()
    {
        await ShipAsync();
        World.Outside.Wanted = new([DriftSamples.Wanted()], CannotTell: null);
        World.Outside.Live = Cluster(DriftSamples.Live(l => DriftSamples.Container(l)["image"] = "ghcr.io/org/app:1.9.9"));

        (await RunAsync()).Summary.ShouldBe("production drifted: Deployment shop/app container app image is ghcr.io/org/app:1.9.9 instead of ghcr.io/org/app:2.0.0");
        (await RunAsync()).Healthy.ShouldBeFalse();
        World.Outside.Live = Cluster(DriftSamples.Live());
        (await RunAsync()).Healthy.ShouldBeTrue();

        (await StoryAsync()).ShouldBe("drift_detected_v1\ndrift_cleared_v1");
        var drift = World.Get<DriftView>().Of(Story.Environment);
        drift.Revision.ShouldBe(CommitId.Parse(100.ToString("x40")));
        drift.CannotTell.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_told_is_neither_drift_nor_its_absence()
    {
        await ShipAsync();
        World.Outside.Wanted = new([DriftSamples.Wanted()], CannotTell: null);
        World.Outside.Live = Cluster(DriftSamples.Live(l => DriftSamples.Container(l)["image"] = "ghcr.io/org/app:1.9.9"));
        await RunAsync();
        World.Outside.Wanted = new([], "it wants to be rendered by Helm");

        await RunAsync();

        (await StoryAsync()).ShouldBe("drift_detected_v1");
        World.Get<DriftView>().Of(Story.Environment).CannotTell.ShouldBe(["hecate-daemon: it wants to be rendered by Helm"]);
    }

    [Fact]
    public async Task What_is_not_there_and_what_nobody_wants_are_told_but_not_what_another_manifest_names()
    {
        await ShipAsync();
        World.Outside.Wanted = new([DriftSamples.Wanted()], CannotTell: null);
        World.Outside.Named.Add("Deployment/other");
        World.Outside.Live = Cluster(
            DriftSamples.Json("""{ "metadata": { "name": "other" } }"""), DriftSamples.Json("""{ "metadata": { "name": "stranger" } }"""));

        (await RunAsync()).Summary.ShouldBe(
            "production drifted: Deployment shop/app is wanted and not applied; production drifted: Deployment shop/stranger is in no manifest");
    }

    [Fact]
    public async Task After_a_restart_what_was_recorded_is_not_recorded_again()
    {
        await ShipAsync();
        World.Outside.Wanted = new([DriftSamples.Wanted()], CannotTell: null);
        World.Outside.Live = Cluster(DriftSamples.Live(l => DriftSamples.Container(l)["image"] = "ghcr.io/org/app:1.9.9"));
        await RunAsync();
        await World.StopAsync();
        await World.StartAsync();
        await World.UntilNowAsync(() => World.Get<LiveReleases>().All.Count == 1);

        (await RunAsync()).Healthy.ShouldBeFalse();

        (await StoryAsync()).ShouldBe("drift_detected_v1");
    }

    [Fact]
    public async Task A_cluster_that_is_away_is_a_finding_of_this_round()
    {
        await ShipAsync();
        World.Outside.Wanted = new([DriftSamples.Wanted()], CannotTell: null);
        World.Outside.Fault = (port, _) => port == "list" ? throw new OutsideWorldException("the API server is away") : Task.CompletedTask;

        (await RunAsync()).ShouldBe(new(Healthy: false, "production could not be compared: the API server is away"));
    }

    private static LiveWorkloads Cluster(params JsonElement[] deployments) =>
        new(new Dictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal) { ["Deployment"] = deployments });

    private async Task<string> StoryAsync() => World.Scenes(await World.EventsAsync(DriftDesk.StreamOf(Story.Environment)));

    private Task<RoundOutcome> RunAsync() => World.Get<ReconcileRound>().RunAsync(CancellationToken.None);

    /// <summary>Until the read model knows it, too.</summary>
    private async Task ShipAsync()
    {
        await World.ShipAsync("1.0.0");
        await World.UntilNowAsync(() => World.Get<LiveReleases>().All.Count == 1);
    }
}
