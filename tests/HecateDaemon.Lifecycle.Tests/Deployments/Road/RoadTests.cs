using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>Deployments on their way, by the daemon's real modules.</summary>
public sealed class RoadTests : IAsyncLifetime, IAsyncDisposable
{
    private const string WholeRoad = """
        deployment_opened_v1
        release_verified_v1
        image_verified_v1
        manifests_bumped_v1
        reconciliation_requested_v1
        revision_applied_v1
        rollout_completed_v1
        smoke_tests_passed_v1
        deployment_waited_v1
        observation_passed_v1
        deployment_concluded_v1
        """;

    private readonly World world = new();

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task A_release_goes_the_whole_road_by_itself()
    {
        await world.StartAsync();

        var id = await world.ShipAsync("1.0.0");

        Road(await world.StoryAsync(id)).ShouldBe(WholeRoad);
        world.Outside.Acts.ShouldBe(["pushed chore: Bump hecate-daemon to v1.0.0", $"reconciled {100.ToString("x40")} for d1-0-0"]);
        world.Outside.MostAtOnce.ShouldBe(1);
        var seen = await world.LoadAsync(id);
        (seen.Outcome, seen.Image!.Tag, seen.Rollout!.Traced).ShouldBe((Outcome.Shipped, "v1.0.0", true));
    }

    [Fact]
    public async Task Every_event_names_who_acted_and_what_it_follows_from()
    {
        await world.StartAsync();
        var id = await world.ShipAsync("1.0.0");
        await world.SettledAsync();

        var events = await world.EventsAsync(DeploymentStreams.NameOf(id));

        string Actor(string type) => EventCodec.MetadataOf(events.Single(e => e.Type == type)).Actor.Name;
        Actor("deployment_opened_v1").ShouldBe("rl");
        Actor("release_verified_v1").ShouldBe("on_deployment_opened_verify_release");
        Actor("image_verified_v1").ShouldBe("on_release_verified_verify_image");
        Actor("manifests_bumped_v1").ShouldBe("on_image_verified_bump_manifests");
        Actor("reconciliation_requested_v1").ShouldBe("on_manifests_bumped_request_reconciliation");
        Actor("revision_applied_v1").ShouldBe("on_reconciliation_requested_see_revision");
        Actor("rollout_completed_v1").ShouldBe("on_revision_applied_watch_rollout");
        Actor("smoke_tests_passed_v1").ShouldBe("on_rollout_completed_run_smoke_tests");
        Actor("observation_passed_v1").ShouldBe("on_smoke_tests_passed_observe");
        Actor("deployment_concluded_v1").ShouldBe("on_observation_passed_maybe_conclude");
        var opened = EventCodec.MetadataOf(events.Single(e => e.Type == "deployment_opened_v1"));
        foreach (var (before, after) in events.Zip(events.Skip(1)).Where(p => p.Second.Version > events.Single(e => e.Type == "deployment_opened_v1").Version))
        {
            var metadata = EventCodec.MetadataOf(after);
            (metadata.CausationId, metadata.CorrelationId, metadata.Actor.Kind).ShouldBe((before.Id, opened.CorrelationId, "policy"));
        }
    }

    [Fact]
    public async Task What_is_not_there_yet_is_waited_for_visibly_and_once()
    {
        await world.StartAsync();
        world.Outside.Tag("1.0.0");
        var id = await world.SetOutAsync("1.0.0");

        var seen = await world.UntilAsync(id, d => d.Waiting is not null);
        await world.UntilAsync(id, _ => world.Outside.Calls.Count(c => c == "registry") > 6);

        (seen.Waiting!.WaitingFor, seen.Waiting.NeedsPerson).ShouldBe(
            ("CI to push image ghcr.io/hecate-social/hecate-daemon with tag 1.0.0 or v1.0.0", false));
        (await world.StoryAsync(id)).ShouldEndWith("release_verified_v1\ndeployment_waited_v1");
        world.Outside.Push("1.0.0");
        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task An_image_that_does_not_come_within_its_deadline_needs_a_person_and_is_taken_when_it_comes()
    {
        world.Production = world.Production with { ImageDeadline = TimeSpan.FromSeconds(20) };
        await world.StartAsync();
        world.Outside.Tag("1.0.0");
        var id = await world.SetOutAsync("1.0.0");

        var seen = await world.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });

        seen.Waiting!.WaitingFor.ShouldContain("CI has not pushed it within 00:00:20");
        world.Outside.Push("1.0.0");
        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task Two_images_for_one_version_need_a_person()
    {
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        world.Outside.Images["1.0.0"] = Story.Digest;

        var id = await world.SetOutAsync("1.0.0");

        (await world.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor.ShouldStartWith("one image for 1.0.0: ");
    }

    [Fact]
    public async Task A_tag_that_was_taken_away_needs_a_person()
    {
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var id = await world.InitiateAsync("1.0.0");
        // Between the proof and the first station.
        world.Outside.Fault = (port, _) => port == "code" && world.Outside.Calls.Count(c => c == "code") == 4
            ? Task.FromResult(world.Outside.Tags.TryRemove("v1.0.0", out var _))
            : Task.CompletedTask;

        await world.OpenAsync(id);

        (await world.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor.ShouldBe(
            "tag v1.0.0 in https://git.example.org/code.git: tag the release and push the tag");
        world.Outside.Tag("1.0.0");
        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task A_rollout_that_fails_is_shelved_where_the_environment_says_so_and_can_be_resumed()
    {
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        world.Outside.CrashingImages["v1.0.0"] = true;
        var id = await world.SetOutAsync("1.0.0");

        var seen = await world.UntilAsync(id, d => d.Phase is Phase.Paused);

        seen.Failure.ShouldBeOfType<RolloutFailed>().Reason.ShouldContain("CrashLoopBackOff");
        (await world.StoryAsync(id)).ShouldEndWith("revision_applied_v1\nrollout_failed_v1\ndeployment_shelved_v1");
        world.Outside.CrashingImages.Clear();
        await world.SettledAsync();
        await world.ResumeAsync(id);
        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
        world.Outside.Acts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_revision_that_is_not_applied_within_its_deadline_fails_the_rollout()
    {
        world.Production = world.Production with { RolloutDeadline = TimeSpan.FromSeconds(30) };
        world.Outside.ReconcilerSays = new RevisionSeen.Failing("the kustomization cannot be built");
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var id = await world.SetOutAsync("1.0.0");

        var seen = await world.UntilAsync(id, d => d.Phase is Phase.Paused);

        seen.Failure.ShouldBeOfType<RolloutFailed>().Reason.ShouldEndWith("was not applied within 00:00:30: the kustomization cannot be built");
    }

    [Fact]
    public async Task A_reconciler_that_is_suspended_needs_a_person_and_is_not_waited_for_in_silence()
    {
        world.Outside.ReconcilerSays = new RevisionSeen.Halted("kustomization hecate is suspended: resume it");
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var id = await world.SetOutAsync("1.0.0");

        (await world.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor.ShouldContain("is suspended");
        world.Outside.ReconcilerSays = null;
        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task A_failed_smoke_test_ships_the_previous_version_forward()
    {
        world.Production = world.Production with { OnFailure = FailurePolicy.RollBack };
        await world.StartAsync();
        await world.ShipAsync("1.0.0");
        world.Outside.Release("1.1.0");
        world.Outside.SickVersions[ReleaseVersion.Parse("1.1.0")] = true;

        var bad = await world.SetOutAsync("1.1.0");
        var seen = await world.UntilAsync(bad, d => d.Phase is Phase.Completed);

        seen.Outcome.ShouldBe(Outcome.RolledBack);
        (await world.StoryAsync(bad)).ShouldEndWith("rollout_completed_v1\nsmoke_tests_failed_v1\nrollback_decided_v1\ndeployment_concluded_v1");
        var rollback = seen.Rollback!.RollbackId;
        (await world.StoryAsync(rollback)).ShouldBe($"deployment_initiated_v1\n{WholeRoad}");
        world.Outside.Acts.Where(a => a.StartsWith("pushed")).ShouldBe(
        [
            "pushed chore: Bump hecate-daemon to v1.0.0",
            "pushed chore: Bump hecate-daemon to v1.1.0",
            "pushed fix: Rollback to v1.0.0 due to smoke test failed: health: status 500 instead of 200",
        ]);
        var brought = await world.LoadAsync(rollback);
        brought.RollbackOf.ShouldBe(new RollbackOf(bad, ReleaseVersion.Parse("1.1.0"), "smoke test failed: health: status 500 instead of 200"));
        var opened = (await world.EventsAsync(DeploymentStreams.NameOf(rollback))).Single(e => e.Type == "deployment_opened_v1");
        EventCodec.MetadataOf(opened).Actor.Name.ShouldBe("on_rollback_decided_ship_target");
    }

    [Fact]
    public async Task Without_a_version_to_go_back_to_it_is_shelved()
    {
        world.Production = world.Production with { OnFailure = FailurePolicy.RollBack };
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        world.Outside.SickVersions[ReleaseVersion.Parse("1.0.0")] = true;
        var id = await world.SetOutAsync("1.0.0");

        await world.UntilAsync(id, d => d.Phase is Phase.Paused);

        (await world.StoryAsync(id)).ShouldEndWith("smoke_tests_failed_v1\ndeployment_shelved_v1");
    }

    [Fact]
    public async Task A_rollback_that_fails_too_is_shelved_and_when_it_is_rolled_back_all_three_end()
    {
        world.Production = world.Production with { OnFailure = FailurePolicy.RollBack };
        await world.StartAsync();
        await world.ShipAsync("1.0.0");
        await world.ShipAsync("1.1.0");
        world.Outside.Release("1.2.0");
        world.Outside.SickVersions[ReleaseVersion.Parse("1.2.0")] = true;
        world.Outside.SickVersions[ReleaseVersion.Parse("1.1.0")] = true;
        var bad = await world.SetOutAsync("1.2.0");
        var first = (await world.UntilAsync(bad, d => d.Rollback is not null)).Rollback!.RollbackId;
        await world.UntilAsync(first, d => d.Phase is Phase.Paused);
        await world.SettledAsync();

        var second = (await world.RollBackAsync(first)).Deployment.Rollback!;

        second.TargetVersion.ShouldBe(ReleaseVersion.Parse("1.0.0"));
        await world.UntilAsync(bad, d => d.Phase is Phase.Completed);
        (await world.LoadAsync(first)).Outcome.ShouldBe(Outcome.RolledBack);
        (await world.LoadAsync(second.RollbackId)).Outcome.ShouldBe(Outcome.Shipped);
    }

    [Theory]
    [InlineData("code")]
    [InlineData("registry")]
    [InlineData("bump")]
    [InlineData("reconcile")]
    [InlineData("revision")]
    [InlineData("cluster")]
    public async Task What_fails_outside_is_told_and_tried_again(string port)
    {
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var id = await world.InitiateAsync("1.0.0");
        var fails = true;
        // The code repository is asked three times before there is a road.
        world.Outside.Fault = (called, _) => fails && called == port && world.Outside.Calls.Count(c => c == port) > (port == "code" ? 3 : 0)
            ? throw new OutsideWorldException($"{port} is away")
            : Task.CompletedTask;

        await world.OpenAsync(id);

        (await world.UntilAsync(id, d => d.Waiting is not null)).Waiting!.WaitingFor.ShouldBe($"{port} is away");
        fails = false;
        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task A_complaint_that_is_never_the_same_twice_does_not_keep_the_road_busy()
    {
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var looks = 0;
        world.Outside.Fault = (port, _) => port == "registry" ? throw new OutsideWorldException($"refused after {++looks} ms") : Task.CompletedTask;
        var id = await world.SetOutAsync("1.0.0");

        await world.UntilNowAsync(() => Volatile.Read(ref looks) > 0);
        await world.SettledAsync();
        await world.SendAsync(new AttestItem(id, world.Ask(), EntryChecklist.TeamNotified, "told them again"));
        await world.UntilNowAsync(() => Volatile.Read(ref looks) > 1);
        await world.SettledAsync();

        looks.ShouldBe(2, "time stands still: only the person's word was a reason to look again");
    }

    [Fact]
    public async Task What_needs_a_person_goes_on_when_the_person_has_done_it()
    {
        world.Production = world.Production with { SmokeTests = [] };
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var id = await world.SetOutAsync("1.0.0");
        var seen = await world.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });
        seen.Waiting!.WaitingFor.ShouldContain("1 of 7 exit items are missing: smoke_tests_passing: Smoke tests passing");

        await world.SendAsync(new WaiveItem(id, world.Ask(), ExitChecklist.SmokeTestsPassing, "there are none"));

        await world.UntilNowAsync(() => world.LoadAsync(id).Result.Phase is Phase.Completed);
    }

    [Fact]
    public async Task An_environment_that_does_not_conclude_by_itself_asks_a_person()
    {
        world.Production = world.Production with { AutoConclude = false };
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var id = await world.SetOutAsync("1.0.0");
        await world.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });

        var accepted = await world.SendAsync(new ConcludeDeployment(id, world.Ask(), Outcome.Shipped));

        accepted.Deployment.Outcome.ShouldBe(Outcome.Shipped);
    }

    [Fact]
    public async Task A_version_must_have_been_concluded_in_the_environment_before()
    {
        world.Others = [world.Production with { Name = World.Staging }];
        world.Production = world.Production with { Predecessor = World.Staging };
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var production = await world.InitiateAsync("1.0.0");
        (await world.OpenAsync(production)).Decision.Refusal!.Missing.Single().ShouldContain("1.0.0 was never concluded in staging");

        var staging = await world.SetOutAsync("1.0.0", World.Staging, "s1");
        await world.UntilAsync(staging, d => d.Phase is Phase.Completed);

        // At once, without waiting for any policy.
        (await world.OpenAsync(production)).Decision.Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_more_is_done_for_what_is_shelved_in_the_middle()
    {
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var held = new TaskCompletionSource();
        world.Outside.Fault = async (port, ct) =>
        {
            if (port == "bump")
            {
                held.TrySetResult();
                await Task.Delay(Timeout.Infinite, ct);
            }
        };
        var id = await world.SetOutAsync("1.0.0");
        await held.Task;

        await world.SendAsync(new ShelveDeployment(id, world.Ask(), "stop"));
        await world.SettledAsync();

        await world.UntilAsync(id, _ => world.Outside.Calls.Count(c => c == "bump") == 1);
        world.Outside.Acts.ShouldBeEmpty();
        (await world.StoryAsync(id)).ShouldEndWith("image_verified_v1\ndeployment_shelved_v1");
        world.Outside.Fault = (_, _) => Task.CompletedTask;
        await world.ResumeAsync(id);
        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task An_effect_that_dies_of_being_cut_off_does_not_take_the_next_walk_with_it()
    {
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var held = new TaskCompletionSource();
        world.Outside.Fault = async (port, ct) =>
        {
            if (port == "registry" && held.TrySetResult())
            {
                await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => throw new IOException("broken pipe"), TaskScheduler.Default);
            }
        };
        var id = await world.SetOutAsync("1.0.0");
        await held.Task;

        await world.SendAsync(new ShelveDeployment(id, world.Ask(), "stop"));
        await world.ResumeAsync(id);

        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
        world.Outside.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task Never_do_two_walk_for_one_deployment_however_often_it_is_shelved_and_resumed()
    {
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        world.Outside.Fault = (port, _) => port == "registry" ? Task.Delay(TimeSpan.FromMilliseconds(1), CancellationToken.None) : Task.CompletedTask;
        var id = await world.SetOutAsync("1.0.0");

        for (var i = 0; i < 20; i++)
        {
            await world.SendAsync(new ShelveDeployment(id, world.Ask(), "stop"));
            await world.ResumeAsync(id);
        }

        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
        world.Outside.MostAtOnce.ShouldBe(1);
        world.Outside.Acts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_bug_in_an_effect_is_tried_again_with_growing_pauses_and_stops_nothing_else()
    {
        await world.StartAsync();
        world.Outside.Release("1.0.0");
        var bugs = 3;
        world.Outside.Fault = (port, _) => port == "bump" && bugs-- > 0 ? throw new FormatException("a bug") : Task.CompletedTask;

        var id = await world.SetOutAsync("1.0.0");

        await world.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    /// <summary>The story without what came before the opening.</summary>
    private static string Road(string story) => story[story.IndexOf("deployment_opened_v1", StringComparison.Ordinal)..];
}
