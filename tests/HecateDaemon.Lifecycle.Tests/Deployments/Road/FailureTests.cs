using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>What is done with a release that fails.</summary>
public sealed class FailureTests : InAWorld
{
    [Fact]
    public async Task A_rollout_that_fails_is_shelved_where_the_environment_says_so_and_can_be_resumed()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        World.Outside.CrashingImages["v1.0.0"] = true;
        var id = await World.SetOutAsync("1.0.0");

        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Paused);

        seen.Failure.ShouldBeOfType<RolloutFailed>().Reason.ShouldContain("CrashLoopBackOff");
        (await World.StoryAsync(id)).ShouldEndWith("revision_applied_v1\nrollout_failed_v1\ndeployment_shelved_v1");
        World.Outside.CrashingImages.Clear();
        await World.SettledAsync();
        await World.ResumeAsync(id);
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
        World.Outside.Acts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_revision_that_is_not_applied_within_its_deadline_fails_the_rollout()
    {
        World.Production = World.Production with { RolloutDeadline = TimeSpan.FromSeconds(30) };
        World.Outside.ReconcilerSays = new RevisionSeen.Failing("the kustomization cannot be built");
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");

        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Paused);

        seen.Failure.ShouldBeOfType<RolloutFailed>().Reason.ShouldEndWith("was not applied within 00:00:30: the kustomization cannot be built");
    }

    [Fact]
    public async Task A_failed_smoke_test_ships_the_previous_version_forward()
    {
        World.Production = World.Production with { OnFailure = FailurePolicy.RollBack };
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        World.Outside.Release("1.1.0");
        World.Outside.SickVersions[ReleaseVersion.Parse("1.1.0")] = true;

        var bad = await World.SetOutAsync("1.1.0");
        var seen = await World.UntilAsync(bad, d => d.Phase is Phase.Completed);

        seen.Outcome.ShouldBe(Outcome.RolledBack);
        (await World.StoryAsync(bad)).ShouldEndWith("rollout_completed_v1\nsmoke_tests_failed_v1\nrollback_decided_v1\ndeployment_concluded_v1");
        var rollback = seen.Rollback!.RollbackId;
        (await World.StoryAsync(rollback)).ShouldBe($"deployment_initiated_v1\n{RoadTests.WholeRoad}");
        World.Outside.Acts.Where(a => a.StartsWith("pushed")).ShouldBe(
        [
            "pushed chore: Bump hecate-daemon to v1.0.0",
            "pushed chore: Bump hecate-daemon to v1.1.0",
            "pushed fix: Rollback to v1.0.0 due to smoke test failed: health: status 500 instead of 200",
        ]);
        var brought = await World.LoadAsync(rollback);
        brought.RollbackOf.ShouldBe(new RollbackOf(bad, ReleaseVersion.Parse("1.1.0"), "smoke test failed: health: status 500 instead of 200"));
        var opened = (await World.EventsAsync(DeploymentStreams.NameOf(rollback))).Single(e => e.Type == "deployment_opened_v1");
        EventCodec.MetadataOf(opened).Actor.Name.ShouldBe("on_rollback_decided_ship_target");
    }

    [Fact]
    public async Task Without_a_version_to_go_back_to_it_is_shelved()
    {
        World.Production = World.Production with { OnFailure = FailurePolicy.RollBack };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        World.Outside.SickVersions[ReleaseVersion.Parse("1.0.0")] = true;
        var id = await World.SetOutAsync("1.0.0");

        await World.UntilAsync(id, d => d.Phase is Phase.Paused);

        (await World.StoryAsync(id)).ShouldEndWith("smoke_tests_failed_v1\ndeployment_shelved_v1");
    }

    [Fact]
    public async Task A_rollback_that_fails_too_is_shelved_and_when_it_is_rolled_back_all_three_end()
    {
        World.Production = World.Production with { OnFailure = FailurePolicy.RollBack };
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        await World.ShipAsync("1.1.0");
        World.Outside.Release("1.2.0");
        World.Outside.SickVersions[ReleaseVersion.Parse("1.2.0")] = true;
        World.Outside.SickVersions[ReleaseVersion.Parse("1.1.0")] = true;
        var bad = await World.SetOutAsync("1.2.0");
        var first = (await World.UntilAsync(bad, d => d.Rollback is not null)).Rollback!.RollbackId;
        await World.UntilAsync(first, d => d.Phase is Phase.Paused);
        await World.SettledAsync();

        var second = (await World.RollBackAsync(first)).Deployment.Rollback!;

        second.TargetVersion.ShouldBe(ReleaseVersion.Parse("1.0.0"));
        await World.UntilAsync(bad, d => d.Phase is Phase.Completed);
        (await World.LoadAsync(first)).Outcome.ShouldBe(Outcome.RolledBack);
        (await World.LoadAsync(second.RollbackId)).Outcome.ShouldBe(Outcome.Shipped);
    }

    [Fact]
    public async Task What_falls_ill_within_the_observation_window_is_not_concluded()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Waiting is not null);

        World.Outside.SickVersions[ReleaseVersion.Parse("1.0.0")] = true;

        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Paused);
        seen.Failure.ShouldBeOfType<ObservationFailed>().Reason.ShouldBe("smoke test failed: health: status 500 instead of 200");
    }
}
