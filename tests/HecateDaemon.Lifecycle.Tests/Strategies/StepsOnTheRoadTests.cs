using System.Text;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

/// <summary>The road repeats for each step of a strategy, and turns back where one fails.</summary>
public sealed class StepsOnTheRoadTests : InAWorld
{
    private const string OneStep =
        "manifests_bumped_v1\nreconciliation_requested_v1\nrevision_applied_v1\nrollout_completed_v1\nsmoke_tests_passed_v1\nobservation_passed_v1";

    private static readonly string Manifest =
        $"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: hecate-daemon
        spec:
          template:
            spec:
              containers:
              - name: daemon
                image: {World.Image}:v0.9.0

        """.ReplaceLineEndings("\n");

    public override Task InitializeAsync()
    {
        World.Production = World.Production with { Strategy = Strategy.Recreate };
        World.Outside.Trees[0] = [new("apps/shop.yaml", Encoding.UTF8.GetBytes(Manifest))];
        World.Outside.Release("0.9.0");
        World.Outside.Release("1.0.0");
        return World.StartAsync();
    }

    [Fact]
    public async Task Each_step_goes_the_whole_road_and_its_commit_says_which_it_is()
    {
        var id = await World.SetOutAsync("1.0.0");

        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Completed);

        seen.Bump!.Step.ShouldNotBeNull().Name.ShouldBe("restore");
        Waited(await World.StoryAsync(id)).ShouldEndWith($"baseline_taken_v1\n{OneStep}\n{OneStep}\ndeployment_concluded_v1");
        World.Outside.Acts.Where(a => a.StartsWith("pushed")).ShouldBe(
        [
            "pushed chore: Bump hecate-daemon to v1.0.0 (recreate: the version, with strategy Recreate)",
            "pushed chore: Bump hecate-daemon to v1.0.0 (recreate: the strategy as it was)",
        ]);
        World.Outside.Acts.Count(a => a.StartsWith("reconciled")).ShouldBe(2);
        Written(1).ShouldContain("type: Recreate");
        Written(2).ShouldBe(Manifest.Replace("v0.9.0", "v1.0.0"));
    }

    [Fact]
    public async Task Starting_again_after_every_single_event_changes_nothing()
    {
        var id = await World.SetOutAsync("1.0.0");
        await World.RestartUntilCompletedAsync(id);

        Waited(await World.StoryAsync(id)).ShouldEndWith($"baseline_taken_v1\n{OneStep}\n{OneStep}\ndeployment_concluded_v1");
        World.Outside.Acts.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_step_that_fails_is_taken_back_before_the_environments_failure_road_begins()
    {
        World.Outside.SickVersions[ReleaseVersion.Parse("1.0.0")] = true;
        var id = await World.SetOutAsync("1.0.0");

        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Paused);

        Waited(await World.StoryAsync(id)).ShouldEndWith(
            "rollout_completed_v1\nsmoke_tests_failed_v1\nmanifests_bumped_v1\nreconciliation_requested_v1\nrevision_applied_v1\nstrategy_aborted_v1\ndeployment_shelved_v1");
        Written(2).ShouldBe(Manifest);
        seen.Failure.ShouldBeOfType<StrategyAborted>().Reason.ShouldStartWith("smoke test failed: health");
        World.Outside.Acts.Last(a => a.StartsWith("pushed")).ShouldStartWith("pushed fix: Abort recreate of hecate-daemon v1.0.0 due to smoke test failed");
    }

    [Fact]
    public async Task What_was_taken_back_can_be_resumed_and_begins_anew()
    {
        World.Outside.SickVersions[ReleaseVersion.Parse("1.0.0")] = true;
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Phase is Phase.Paused);
        World.Outside.SickVersions.Clear();
        await World.SettledAsync();

        (await World.ResumeAsync(id)).Decision.Refusal.ShouldBeNull();
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);

        Written(4).ShouldBe(Manifest.Replace("v0.9.0", "v1.0.0"));
    }

    [Fact]
    public async Task A_person_can_abort_and_until_the_end_neither_conclude_nor_roll_back()
    {
        World.Production = World.Production with { ObservationWindow = TimeSpan.FromDays(10) };
        await World.RestartAsync();
        var id = await World.SetOutAsync("1.0.0");
        var midway = await World.UntilAsync(id, d => d.Reached is Station.SmokeTestsPassed);

        AvailableActions.Of(midway).ShouldBe(["attest", "waive", "shelve", "promote", "abort"]);
        (await World.ConcludeAsync(id)).Decision.Refusal!.Code.ShouldBe("strategy_under_way");
        (await World.RollBackAsync(id)).Decision.Refusal!.Code.ShouldBe("strategy_under_way");
        (await World.SendAsync(new AbortDeployment(id, World.Ask(), "customers complain"))).Decision.Refusal.ShouldBeNull();
        (await World.SendAsync(new AbortDeployment(id, World.Ask(), "customers complain"))).Decision.Events.ShouldBeEmpty();
        await World.UntilAsync(id, d => d.Phase is Phase.Paused);

        Written(2).ShouldBe(Manifest);
        Waited(await World.StoryAsync(id)).ShouldEndWith(
            "abort_requested_v1\nmanifests_bumped_v1\nreconciliation_requested_v1\nrevision_applied_v1\nstrategy_aborted_v1\ndeployment_shelved_v1");
    }

    [Fact]
    public async Task Where_the_environment_rolls_back_that_follows_the_abort()
    {
        World.Production = World.Production with { OnFailure = FailurePolicy.RollBack };
        await World.RestartAsync();
        await World.UntilAsync(await World.SetOutAsync("1.0.0"), d => d.Phase is Phase.Completed);
        World.Outside.Release("1.1.0");
        World.Outside.SickVersions[ReleaseVersion.Parse("1.1.0")] = true;
        var id = await World.SetOutAsync("1.1.0");

        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Completed);

        seen.Outcome.ShouldBe(Outcome.RolledBack);
        Written(World.Outside.Trees.Count - 1).ShouldBe(Manifest.Replace("v0.9.0", "v1.0.0"));
        (await World.LoadAsync(seen.Rollback!.RollbackId)).Outcome.ShouldBe(Outcome.Shipped);
    }

    [Fact]
    public async Task Without_several_steps_there_is_nothing_to_promote_or_abort()
    {
        World.Production = World.Production with { Strategy = Strategy.Rolling, AutoConclude = false };
        await World.RestartAsync();
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Reached is Station.ObservationPassed);

        (await World.SendAsync(new PromoteDeployment(id, World.Ask(), "go"))).Decision.Refusal!.Code.ShouldBe("deployment_is_active");
        (await World.SendAsync(new AbortDeployment(id, World.Ask(), "stop"))).Decision.Refusal!.Code.ShouldBe("deployment_is_active");
    }

    private static string Waited(string story) =>
        string.Join('\n', story.Split('\n').Where(type => type is not ("deployment_waited_v1" or "rollout_progressed_v1" or "observation_progressed_v1")));

    private string Written(int commit) => Encoding.UTF8.GetString(World.Outside.Trees[commit][0].Content.Span);
}
