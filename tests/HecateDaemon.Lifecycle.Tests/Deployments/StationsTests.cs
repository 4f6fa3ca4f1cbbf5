using System.Text.Json;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using static HecateDaemon.Lifecycle.Tests.Deployments.Scenario;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class StationsTests
{
    private static readonly DeploymentWaited Waiting = new() { WaitingFor = "CI to push the image" };

    [Fact]
    public void Stations_are_reached_in_their_order_only()
    {
        for (var next = 0; next < Road.Count; next++)
        {
            DeploymentEvent[] given = [.. Active, .. Road.Take(next)];
            for (var found = 0; found < Road.Count; found++)
            {
                var scenario = Given(given).When(Record(Road[found]));
                if (found == next)
                {
                    scenario.Then(Road[found]);
                }
                else if (found < next)
                {
                    scenario.Then();
                }
                else
                {
                    scenario.ThenRefused("deployment_station_skipped");
                }
            }
        }
    }

    [Fact]
    public void A_bump_tells_each_push_that_came_second_and_the_head_that_it_was_made_for()
    {
        var codec = new EventCodec(DeploymentEventTypes.All);
        var bumped = Road.OfType<ManifestsBumped>().Single() with
        {
            DeploymentId = Id,
            DivisionId = Division,
            Environment = Story.Environment,
            Version = Story.Version,
            Attempts = 2,
            LostPushes = [new(1, Commit, "fetch first")],
        };

        var told = JsonDocument.Parse(codec.Encode(bumped, 0, Asked.Metadata(reason: null)).Data).RootElement;

        told.GetProperty("lost_pushes").EnumerateArray().Single().GetRawText()
            .ShouldBe($$"""{"attempt":1,"head":"{{Commit}}","said":"fetch first"}""");
    }

    [Fact]
    public void The_stations_are_the_nine_behind_opened() =>
        Road.Select(s => s.Station).ShouldBe(Enum.GetValues<Station>().Where(s => s > Station.Opened));

    [Fact]
    public void Waiting_is_recorded_when_it_changes_and_not_at_every_look()
    {
        Given(Active).When(Record(Waiting)).Then(Waiting);
        Given([.. Active, Waiting]).When(Record(Waiting)).Then();
        Given([.. Active, Waiting]).When(Record(Waiting with { NeedsPerson = true })).Then(Waiting with { NeedsPerson = true });
        Given([.. Active, Waiting]).When(Record(Waiting with { WaitingFor = "the registry" })).Then(Waiting with { WaitingFor = "the registry" });
    }

    [Fact]
    public void The_next_station_ends_the_waiting() => After([.. Active, Waiting, Road[0]]).Waiting.ShouldBeNull();

    [Fact]
    public void Each_station_starts_the_clock_of_the_next_one_anew()
    {
        var later = Noon.AddMinutes(7);

        var seen = After(Active).Evolve(Road[0] with { HappenedAt = later });

        (seen.Since, seen.ChangedAt).ShouldBe((later, later));
        seen.Evolve(Waiting with { HappenedAt = later.AddMinutes(1) }).Since.ShouldBe(later);
    }

    [Fact]
    public void A_failure_carries_what_the_policies_need() =>
        Given(ActiveAgain).When(Record(new RolloutFailed { Reason = "it broke" }))
            .Then(new RolloutFailed { Reason = "it broke", Plan = Planned, IsRollback = false, Turn = 2 });

    [Fact]
    public void A_failure_of_a_rollback_says_that_it_is_one()
    {
        var rollback = Initiated with { RollbackOf = new(RollbackId, Older, "it loses data") };

        Given(rollback, Opened).When(Record(new RolloutFailed { Reason = "it broke" }))
            .Then(new RolloutFailed { Reason = "it broke", Plan = Planned, IsRollback = true, Turn = 1 });
    }

    [Fact]
    public void A_failure_stops_the_road()
    {
        After(ActiveAndFailed).IsOnTheRoad.ShouldBeFalse();
        Given(ActiveAndFailed).When(Record(Road[0])).ThenRefused("deployment_is_active").Reason.ShouldContain(Failed.Reason);
        Given(ActiveAndFailed).When(Record(Failed)).ThenRefused("deployment_is_active");
    }

    [Fact]
    public void Resuming_forgives_a_failure_and_goes_on_where_it_stood()
    {
        var seen = After([.. Active, Road[0], Failed, Shelved, Resumed]);

        (seen.IsOnTheRoad, seen.Failure, seen.Reached, seen.Turn).ShouldBe((true, null, Station.ReleaseVerified, 2));
    }

    [Fact]
    public void What_is_shelved_waits_for_nothing() => After([.. Active, Waiting, Shelved]).Waiting.ShouldBeNull();

    [Fact]
    public void The_evidence_of_every_station_is_kept()
    {
        var seen = After(AtTheEndOfTheRoad);

        new StationReached?[]
        {
            seen.Release, seen.Image, seen.Baseline, seen.Bump, seen.Reconciliation, seen.Applied, seen.Rollout, seen.SmokeTests, seen.Observed,
        }.Select(s => s!.Station).ShouldBe(Road.Select(s => s.Station));
    }
}
