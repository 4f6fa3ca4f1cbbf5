using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>Deployments on their way, by the daemon's real modules.</summary>
public sealed class RoadTests : InAWorld
{
    internal const string WholeRoad = """
        deployment_opened_v1
        release_verified_v1
        image_verified_v1
        baseline_taken_v1
        manifests_bumped_v1
        reconciliation_requested_v1
        revision_applied_v1
        rollout_completed_v1
        smoke_tests_passed_v1
        observation_progressed_v1
        observation_passed_v1
        deployment_concluded_v1
        """;

    [Fact]
    public async Task A_release_goes_the_whole_road_by_itself()
    {
        await World.StartAsync();

        var id = await World.ShipAsync("1.0.0");

        Road(await World.StoryAsync(id)).ShouldBe(WholeRoad);
        World.Outside.Acts.ShouldBe(["pushed chore: Bump hecate-daemon to v1.0.0", $"reconciled {100.ToString("x40")} for d1-0-0"]);
        World.Outside.MostAtOnce.ShouldBe(1);
        var seen = await World.LoadAsync(id);
        (seen.Outcome, seen.Image!.Tag, seen.Rollout!.Traced).ShouldBe((Outcome.Shipped, "v1.0.0", true));
    }

    [Fact]
    public async Task Every_event_names_who_acted_and_what_it_follows_from()
    {
        await World.StartAsync();
        var id = await World.ShipAsync("1.0.0");
        await World.SettledAsync();

        var events = await World.EventsAsync(DeploymentStreams.NameOf(id));

        string Actor(string type) => EventCodec.MetadataOf(events.Single(e => e.Type == type)).Actor.Name;
        Actor("deployment_opened_v1").ShouldBe("rl");
        Actor("release_verified_v1").ShouldBe("on_deployment_opened_verify_release");
        Actor("image_verified_v1").ShouldBe("on_release_verified_verify_image");
        Actor("baseline_taken_v1").ShouldBe("on_image_verified_take_baseline");
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
    public async Task An_environment_that_does_not_conclude_by_itself_asks_a_person()
    {
        World.Production = World.Production with { AutoConclude = false };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });

        var accepted = await World.SendAsync(new ConcludeDeployment(id, World.Ask(), Outcome.Shipped));

        accepted.Deployment.Outcome.ShouldBe(Outcome.Shipped);
    }

    [Fact]
    public async Task A_version_must_have_been_concluded_in_the_environment_before()
    {
        World.Others = [World.Production with { Name = World.Staging }];
        World.Production = World.Production with { Predecessor = World.Staging };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var production = await World.InitiateAsync("1.0.0");
        (await World.OpenAsync(production)).Decision.Refusal!.Missing.Single().ShouldContain("1.0.0 was never concluded in staging");

        var staging = await World.SetOutAsync("1.0.0", World.Staging, "s1");
        await World.UntilAsync(staging, d => d.Phase is Phase.Completed);

        // At once, without waiting for any policy.
        (await World.OpenAsync(production)).Decision.Refusal.ShouldBeNull();
    }

    /// <summary>The story without what came before the opening.</summary>
    private static string Road(string story) => story[story.IndexOf("deployment_opened_v1", StringComparison.Ordinal)..];
}
