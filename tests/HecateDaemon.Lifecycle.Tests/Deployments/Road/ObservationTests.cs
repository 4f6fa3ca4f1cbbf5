using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>What is watched, and what is said of what is not.</summary>
public sealed class ObservationTests : InAWorld
{
    [Fact]
    public async Task A_job_beside_the_workload_is_named_and_does_not_fail_the_rollout()
    {
        World.Outside.Kinds = ["DaemonSet", "CronJob"];
        await World.StartAsync();

        var seen = await World.LoadAsync(await World.ShipAsync("1.0.0"));

        seen.Rollout!.Traced.ShouldBeTrue();
        seen.Rollout.Evidence.ShouldEndWith("CronJob hecate-daemon will run it in time");
    }

    [Fact]
    public async Task Where_only_a_job_runs_the_image_the_rollout_says_that_nothing_was_watched()
    {
        World.Outside.Kinds = ["CronJob"];
        await World.StartAsync();

        var seen = await World.LoadAsync(await World.ShipAsync("1.0.0"));

        seen.Rollout!.Traced.ShouldBeFalse();
        seen.Rollout.Evidence.ShouldEndWith("so nothing was watched here");
    }

    [Fact]
    public async Task Pods_that_are_not_ready_keep_the_window_open_until_they_are()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Reached is Station.SmokeTestsPassed && d.Waiting is not null);
        World.Outside.PodsAreReady = false;
        await World.UntilAsync(id, d => d.Waiting?.WaitingFor.StartsWith("it to settle: ") is true);

        World.Outside.PodsAreReady = true;

        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task A_restart_in_the_window_fails_it_and_is_forgiven_when_a_person_resumes()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Reached is Station.SmokeTestsPassed && d.Waiting is not null);
        World.Outside.Restarts = 1;
        var failed = await World.UntilAsync(id, d => d.Phase is Phase.Paused);
        failed.Failure!.Reason.ShouldBe("container daemon of DaemonSet hecate-daemon was restarted once since the rollout was complete (nothing to compare with)");
        await World.SettledAsync();

        await World.ResumeAsync(id);

        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }
}
