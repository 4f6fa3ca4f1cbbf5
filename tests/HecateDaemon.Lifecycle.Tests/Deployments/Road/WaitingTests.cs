using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>What is not there yet, what is away, and what needs a person.</summary>
public sealed class WaitingTests : InAWorld
{
    [Fact]
    public async Task What_is_not_there_yet_is_waited_for_visibly_and_once()
    {
        await World.StartAsync();
        World.Outside.Tag("1.0.0");
        var id = await World.SetOutAsync("1.0.0");

        var seen = await World.UntilAsync(id, d => d.Waiting is not null);
        await World.UntilAsync(id, _ => World.Outside.Calls.Count(c => c == "registry") > 6);

        (seen.Waiting!.WaitingFor, seen.Waiting.NeedsPerson).ShouldBe(
            ("CI to push image ghcr.io/hecate-social/hecate-daemon with tag 1.0.0 or v1.0.0", false));
        (await World.StoryAsync(id)).ShouldEndWith("release_verified_v1\ndeployment_waited_v1");
        World.Outside.Push("1.0.0");
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task An_image_that_does_not_come_within_its_deadline_needs_a_person_and_is_taken_when_it_comes()
    {
        World.Production = World.Production with { ImageDeadline = TimeSpan.FromSeconds(20) };
        await World.StartAsync();
        World.Outside.Tag("1.0.0");
        var id = await World.SetOutAsync("1.0.0");

        var seen = await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });

        seen.Waiting!.WaitingFor.ShouldContain("CI has not pushed it within 00:00:20");
        World.Outside.Push("1.0.0");
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task A_request_that_nobody_has_merged_is_waited_for_also_over_a_restart()
    {
        World.Production = World.Production with { PullRequest = new() { Command = ["gh"], PushOptions = ["a"] } };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");

        var seen = await World.UntilAsync(id, d => d.Waiting is MergeRequested);
        seen.Waiting!.WaitingFor.ShouldBe("'hecate/hecate-daemon/1.0.0' of https://git.example.org/gitops.git to be merged into 'main'");
        seen.Waiting.NeedsPerson.ShouldBeFalse();
        await World.RestartAsync();
        await World.UntilAsync(id, _ => World.Outside.Proposals.Count > 3);
        World.Outside.Merged["hecate/hecate-daemon/1.0.0"] = true;
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);

        (await World.StoryAsync(id)).Split('\n').Count(e => e == "merge_requested_v1").ShouldBe(1);
        World.Outside.Proposals.Select(p => p.IsKnown).Distinct().ShouldBe([false, true]);
        World.Outside.Proposals.First().PushOptions.ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_complete_rollout_must_stay_complete_for_its_settle_time()
    {
        World.Production = World.Production with { SettleTime = TimeSpan.FromSeconds(20) };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");

        await World.UntilAsync(id, d => d.Waiting is { WaitingFor: "it to stay complete for 00:00:20" });
        World.Outside.PodsAreReady = false;
        await World.UntilAsync(id, d => d.Waiting is { WaitingFor: var what } && what.Contains("0 of 1 nodes"));
        World.Outside.PodsAreReady = true;

        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task A_reconciler_that_may_take_longer_than_the_deadline_is_given_its_time_and_asked_again_where_it_wants_to_be()
    {
        World.Production = World.Production with { RolloutDeadline = TimeSpan.FromSeconds(20) };
        World.Outside.ReconcilerSays = new RevisionSeen.Pending("it runs its health checks") { AskAgain = true, Allowed = TimeSpan.FromDays(30) };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var began = World.Clock.GetUtcNow();
        var id = await World.SetOutAsync("1.0.0");

        await World.UntilAsync(id, d => d.Failure is not null || World.Clock.GetUtcNow() - began > TimeSpan.FromMinutes(5));
        World.Outside.Calls.Count(c => c == "reconcile").ShouldBeGreaterThan(1);
        World.Outside.ReconcilerSays = null;

        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task Two_images_for_one_version_need_a_person()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        World.Outside.Images["1.0.0"] = Story.Digest;

        var id = await World.SetOutAsync("1.0.0");

        (await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor.ShouldStartWith("one image for 1.0.0: ");
    }

    [Fact]
    public async Task A_tag_that_was_taken_away_needs_a_person()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.InitiateAsync("1.0.0");
        // Between the proof and the first station.
        var isTaken = false;
        World.Outside.Fault = async (port, _) =>
        {
            if (port == "code" && !isTaken && await World.IsOnTheRoadAsync(id))
            {
                isTaken = World.Outside.Tags.TryRemove("v1.0.0", out var _);
            }
        };

        await World.OpenAsync(id);

        (await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor.ShouldBe(
            "tag v1.0.0 in https://git.example.org/code.git: tag the release and push the tag");
        World.Outside.Tag("1.0.0");
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task A_reconciler_that_is_suspended_needs_a_person_and_is_not_waited_for_in_silence()
    {
        World.Outside.ReconcilerSays = new RevisionSeen.Halted("kustomization hecate is suspended: resume it");
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");

        (await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor.ShouldContain("is suspended");
        World.Outside.ReconcilerSays = null;
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task What_needs_a_person_goes_on_when_the_person_has_done_it()
    {
        World.Production = World.Production with { SmokeTests = [] };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        var seen = await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });
        seen.Waiting!.WaitingFor.ShouldContain("1 of 7 exit items are missing: smoke_tests_passing: Smoke tests passing");

        await World.SendAsync(new WaiveItem(id, World.Ask(), ExitChecklist.SmokeTestsPassing, "there are none"));

        await World.UntilNowAsync(() => World.LoadAsync(id).Result.Phase is Phase.Completed);
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
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.InitiateAsync("1.0.0");
        var fails = true;
        World.Outside.Fault = async (called, _) =>
        {
            if (called == port && fails && await World.IsOnTheRoadAsync(id))
            {
                throw new OutsideWorldException($"{port} is away");
            }
        };

        await World.OpenAsync(id);

        (await World.UntilAsync(id, d => d.Waiting is not null)).Waiting!.WaitingFor.ShouldBe($"{port} is away");
        fails = false;
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task A_complaint_that_is_never_the_same_twice_does_not_keep_the_road_busy()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var looks = 0;
        var id = await World.InitiateAsync("1.0.0");
        World.Outside.Fault = async (port, _) =>
        {
            if (port == "registry" && await World.IsOnTheRoadAsync(id))
            {
                throw new OutsideWorldException($"refused after {++looks} ms");
            }
        };
        await World.OpenAsync(id);

        await World.UntilNowAsync(() => Volatile.Read(ref looks) > 0);
        await World.SettledAsync();
        await World.SendAsync(new AttestItem(id, World.Ask(), EntryChecklist.TeamNotified, "told them again"));
        await World.UntilNowAsync(() => Volatile.Read(ref looks) > 1);
        await World.SettledAsync();

        looks.ShouldBe(2, "time stands still: only the person's word was a reason to look again");
    }

    [Fact]
    public async Task A_bug_in_an_effect_is_tried_again_with_growing_pauses_and_stops_nothing_else()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var bugs = 3;
        World.Outside.Fault = (port, _) => port == "bump" && bugs-- > 0 ? throw new FormatException("a bug") : Task.CompletedTask;

        var id = await World.SetOutAsync("1.0.0");

        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }
}
