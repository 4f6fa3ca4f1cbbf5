using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>What is known of the release before, when the next one comes.</summary>
public sealed class BaselineTests : InAWorld
{
    [Fact]
    public async Task The_first_release_has_nothing_to_be_compared_with()
    {
        await World.StartAsync();

        var seen = await World.LoadAsync(await World.ShipAsync("1.0.0"));

        (seen.Baseline!.Of, seen.Baseline.Figures, seen.Baseline.Evidence).ShouldBe((null, null, "no release was concluded here before"));
    }

    [Fact]
    public async Task What_runs_is_seen_before_anything_is_changed()
    {
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        World.Outside.Restarts = 3;
        World.Signals.Warnings = [new("w", "Pod", "p", "Unhealthy", "it is slow", 2, World.Clock.GetUtcNow(), World.Clock.GetUtcNow())];

        var seen = await World.LoadAsync(await World.ShipAsync("1.1.0"));

        seen.Baseline!.Of.ShouldBe(ReleaseVersion.Parse("1.0.0"));
        seen.Baseline.Figures!.Restarts.ShouldBe([new("DaemonSet hecate-daemon", "daemon", 3)]);
        seen.Baseline.Figures.Warnings.ShouldBe([new("Pod", "Unhealthy", 2, "it is slow")]);
        seen.Baseline.Figures.SmokeTests.Single().Asked.ShouldBeGreaterThanOrEqualTo(10);
        (await World.StoryAsync(seen.Id)).ShouldContain("baseline_taken_v1\nmanifests_bumped_v1");
    }

    [Fact]
    public async Task What_was_shelved_half_way_is_no_measure_for_the_next_one()
    {
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        World.Outside.Release("1.1.0");
        World.Outside.CrashingImages["v1.1.0"] = true;
        await World.UntilAsync(await World.SetOutAsync("1.1.0"), d => d.Phase is Phase.Paused);
        await World.SettledAsync();

        var seen = await World.LoadAsync(await World.ShipAsync("1.2.0"));

        (seen.Baseline!.Figures, seen.Baseline.Evidence).ShouldBe((null, "no pod runs 1.0.0, which was the last one concluded here"));
    }

    [Fact]
    public async Task A_rollback_is_measured_by_what_was_before_the_release_that_it_undoes()
    {
        World.Production = World.Production with { OnFailure = FailurePolicy.RollBack };
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        World.Outside.Release("1.1.0");
        World.Outside.SickVersions[ReleaseVersion.Parse("1.1.0")] = true;
        var bad = await World.UntilAsync(await World.SetOutAsync("1.1.0"), d => d.Phase is Phase.Completed);

        var back = await World.LoadAsync(bad.Rollback!.RollbackId);

        back.Baseline!.Of.ShouldBe(ReleaseVersion.Parse("1.0.0"));
        back.Baseline.Figures!.Pods.ShouldBe(1);
        back.Baseline.Evidence.ShouldStartWith("before 1.1.0 was shipped: 1.0.0 until now: ");
    }

    [Fact]
    public async Task It_is_taken_once_for_after_the_rollout_there_is_nothing_left_to_measure()
    {
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        World.Outside.Release("1.1.0");
        World.Outside.CrashingImages["v1.1.0"] = true;
        var id = await World.SetOutAsync("1.1.0");
        await World.UntilAsync(id, d => d.Phase is Phase.Paused);
        await World.SettledAsync();
        World.Outside.CrashingImages.Clear();

        await World.ResumeAsync(id);

        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Completed);
        seen.Baseline!.Figures!.Pods.ShouldBe(1);
        (await World.StoryAsync(id)).Split("baseline_taken_v1").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_cluster_that_is_away_keeps_nobody_from_shipping_forward()
    {
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        World.Outside.Release("1.1.0");
        World.Outside.Fault = (port, _) => port is "cluster" ? throw new OutsideWorldException("the cluster is away") : Task.CompletedTask;

        var seen = await World.UntilAsync(await World.SetOutAsync("1.1.0"), d => d.Bump is not null);

        seen.Baseline!.Figures!.Unseen.ShouldBe(["the cluster is away"]);
        World.Outside.Fault = (_, _) => Task.CompletedTask;
        await World.UntilAsync(seen.Id, d => d.Phase is Phase.Completed);
    }
}
