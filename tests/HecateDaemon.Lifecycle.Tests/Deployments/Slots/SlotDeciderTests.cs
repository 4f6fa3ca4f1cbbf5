using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class SlotDeciderTests
{
    private static readonly SlotTaken Mine = new()
    {
        Environment = Story.Environment,
        DivisionId = Division,
        DeploymentId = Id,
        Version = Story.Version,
        Turn = 1,
        HappenedAt = Noon,
    };

    private static readonly SlotTaken Theirs = Mine with { DeploymentId = RollbackId, Version = Older };

    [Fact]
    public void A_free_slot_is_taken() => Take(Given(), Mine).Events.ShouldBe([Mine]);

    [Fact]
    public void A_slot_that_is_mine_is_not_taken_twice() => Take(Given(Mine), Mine).ShouldBeNothing();

    [Fact]
    public void A_holding_by_a_newer_look_replaces_one_by_an_older_look_whose_release_then_is_nothing()
    {
        var (older, newer) = (Mine with { SeenVersion = 3 }, Mine with { SeenVersion = 4 });

        Take(Given(older), newer).Events.ShouldBe([newer]);
        Take(Given(newer), older).ShouldBeNothing();
        SlotDecider.Release(Given(older, newer), older.Unused(Noon)).ShouldBeNothing();
        SlotDecider.Release(Given(older), older.Unused(Noon)).Events.ShouldNotBeEmpty();
        SlotDecider.Release(Given(newer), Release(newer)).Events.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_held_slot_is_refused_and_the_holder_is_named()
    {
        var refusal = Take(Given(Theirs), Mine).Refusal.ShouldNotBeNull();

        (refusal.Code, refusal.Reason).ShouldBe((
            "environment_slot_taken",
            "r1 (0.7.2) is already active for hecate-daemon in production: conclude, shelve or roll it back first"));
    }

    [Fact]
    public void Another_divisions_slot_is_no_concern() =>
        Take(Given(Theirs with { DivisionId = DivisionId.Parse("other") }), Mine).Events.ShouldBe([Mine]);

    [Fact]
    public void A_rollback_takes_over() =>
        SlotDecider.Take(Given(Mine), Theirs, insteadOf: Id, left: null).Events.ShouldBe([Theirs]);

    [Fact]
    public void A_holding_that_is_over_gives_way_but_not_the_next_one_of_the_same_holder()
    {
        SlotDecider.Take(Given(Theirs), Mine, insteadOf: null, left: Theirs).Events.ShouldBe([Mine]);
        SlotDecider.Take(Given(Theirs, Theirs with { Turn = 2 }), Mine, insteadOf: null, left: Theirs).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void The_holder_releases_its_turn()
    {
        var release = Release(Mine);

        SlotDecider.Release(Given(Mine), release).Events.ShouldBe([release]);
        Given(Mine, release).Held.ShouldBeEmpty();
    }

    [Fact]
    public void A_late_release_does_not_take_the_next_turn_away()
    {
        var again = Mine with { Turn = 2 };

        Take(Given(Mine), again).Events.ShouldBe([again]);
        SlotDecider.Release(Given(Mine, again), Release(Mine)).ShouldBeNothing();
        Given(Mine, again, Release(Mine)).Held[Division].ShouldBe(again);
    }

    [Fact]
    public void Nobody_releases_what_another_holds() => SlotDecider.Release(Given(Theirs), Release(Mine)).ShouldBeNothing();

    [Fact]
    public void What_was_shipped_is_remembered_once_even_if_the_slot_has_gone_to_another()
    {
        var shipped = Release(Mine) with { Outcome = Outcome.Shipped };

        SlotDecider.Release(Given(Mine, Theirs), shipped).Events.ShouldBe([shipped]);
        var after = Given(Mine, Theirs, shipped);
        after.Held[Division].ShouldBe(Theirs);
        SlotDecider.Release(after, shipped).ShouldBeNothing();
    }

    [Fact]
    public void The_version_to_go_back_to_is_the_last_shipped_other_one()
    {
        var state = Given(Shipped("a", "0.7.1"), Shipped("b", "0.7.2"), Shipped("c", "0.7.3"));

        state.LastGood(Scenario.After(Active)).ShouldBe(Older);
        Given(Shipped("c", "0.7.3")).LastGood(Scenario.After(Active)).ShouldBeNull();
        Given().LastGood(Scenario.After(Active)).ShouldBeNull();
    }

    [Fact]
    public void A_rollback_that_is_bad_as_well_does_not_go_back_to_what_it_was_to_undo()
    {
        var rollback = Scenario.After(Initiated with { RollbackOf = new(RollbackId, ReleaseVersion.Parse("0.8.0"), "it loses data") }, Opened);

        Given(Shipped("a", "0.7.1"), Shipped("b", "0.7.3"), Shipped("c", "0.8.0")).LastGood(rollback).ShouldBe(ReleaseVersion.Parse("0.7.1"));
    }

    [Fact]
    public void A_version_that_was_rolled_back_is_refused_until_its_hold_is_lifted()
    {
        var refusal = Take(Given(Hold), Mine).Refusal.ShouldNotBeNull();

        refusal.Code.ShouldBe("version_held");
        refusal.Reason.ShouldContain("was rolled back in production (d1: it loses data)");
        refusal.Reason.ShouldContain("POST /api/holds/d1/lift");
        Take(Given(Hold, Lift), Mine).Events.ShouldBe([Mine]);
    }

    [Fact]
    public void A_hold_is_for_one_version_of_one_division()
    {
        Take(Given(Hold), Theirs).Events.ShouldBe([Theirs]);
        Take(Given(Hold with { DivisionId = DivisionId.Parse("other") }), Mine).Events.ShouldBe([Mine]);
    }

    [Fact]
    public void A_held_version_is_nothing_to_go_back_to()
    {
        var bad = Scenario.After(Active) with { Version = ReleaseVersion.Parse("0.8.0") };

        Given(Shipped("a", "0.7.2"), Shipped("b", "0.7.3"), Hold).LastGood(bad).ShouldBe(Older);
    }

    [Fact]
    public void Held_twice_is_held_once_and_what_is_not_held_cannot_be_lifted()
    {
        SlotDecider.Hold(Given(), Hold).Events.ShouldBe([Hold]);
        SlotDecider.Hold(Given(Hold), Hold with { Reason = "again" }).ShouldBeNothing();
        SlotDecider.Hold(Given(Hold, Lift), Hold).ShouldBeNothing();
        SlotDecider.Hold(Given(Hold, Lift), Hold with { DeploymentId = RollbackId }).Events.ShouldNotBeEmpty();
        SlotDecider.Lift(Given(Hold), Lift).Events.ShouldBe([Lift]);
        SlotDecider.Lift(Given(Hold, Lift), Lift).Refusal.ShouldNotBeNull().Code.ShouldBe("version_not_held");
    }

    private static VersionHeld Hold => new()
    {
        Environment = Mine.Environment,
        DivisionId = Mine.DivisionId,
        DeploymentId = Mine.DeploymentId,
        Version = Mine.Version,
        Turn = 1,
        Reason = "it loses data",
        HappenedAt = Noon,
    };

    private static HoldLifted Lift => new()
    {
        Environment = Mine.Environment,
        DivisionId = Mine.DivisionId,
        DeploymentId = Mine.DeploymentId,
        Version = Mine.Version,
        Turn = 1,
        Reason = "repaired",
        HappenedAt = Noon,
    };

    private static EnvironmentSlots Given(params SlotEvent[] happened) => happened.Aggregate(EnvironmentSlots.Empty, (s, e) => s.Evolve(e));

    private static HecateDaemon.Lifecycle.EventLog.Decision<SlotEvent> Take(EnvironmentSlots state, SlotTaken wish) =>
        SlotDecider.Take(state, wish, insteadOf: null, left: null);

    private static SlotReleased Release(SlotTaken held) => new()
    {
        Environment = held.Environment,
        DivisionId = held.DivisionId,
        DeploymentId = held.DeploymentId,
        Version = held.Version,
        Turn = held.Turn,
        HappenedAt = Noon,
    };

    private static SlotReleased Shipped(string id, string version) =>
        Release(Mine with { DeploymentId = DeploymentId.Parse(id), Version = ReleaseVersion.Parse(version) }) with { Outcome = Outcome.Shipped };
}

file static class Nothing
{
    public static void ShouldBeNothing(this HecateDaemon.Lifecycle.EventLog.Decision<SlotEvent> decision)
    {
        decision.Refusal.ShouldBeNull();
        decision.Events.ShouldBeEmpty();
    }
}
