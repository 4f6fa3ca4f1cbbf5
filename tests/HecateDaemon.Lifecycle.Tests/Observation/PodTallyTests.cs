using HecateDaemon.Lifecycle.Observation;
using static HecateDaemon.Lifecycle.Tests.Observation.Seen;

namespace HecateDaemon.Lifecycle.Tests.Observation;

public sealed class PodTallyTests
{
    [Fact]
    public void Restarts_since_the_rollout_count_and_those_before_do_not()
    {
        var start = ObservationState.From(Noon, [new("default/app-1", "app", 2)]);

        var state = new[] { Look(0, Pod("app-1", 3)), Look(5, Pod("app-1", 5)) }.Aggregate(start, ObservationTally.Add);

        state.Figures.Restarts.ShouldBe([new(Workload, "app", 3)]);
    }

    [Fact]
    public void Where_nothing_is_known_of_before_the_first_look_counts_nothing() =>
        ObservationTally.Add(ObservationState.From(Noon, restarted: null), Look(0, Pod("app-1", 7))).Figures.Restarts.ShouldBeEmpty();

    [Fact]
    public void A_pod_of_the_same_name_that_counts_from_zero_again_is_another_one() =>
        After(Look(0, Pod("app-0")), Look(5, Pod("app-0", 4)), Look(10, Pod("app-0", 1))).Figures.Restarts.ShouldBe([new(Workload, "app", 5)]);

    [Fact]
    public void Restarts_of_a_pod_that_is_gone_stay_counted() =>
        After(Look(0, Pod("app-1")), Look(5, Pod("app-1", 2)), Look(10, Pod("app-2"))).Figures.Restarts.ShouldBe([new(Workload, "app", 2)]);

    [Fact]
    public void A_pod_that_leaves_counts_for_nothing()
    {
        var figures = After(Look(0, Pod("app-1")), Look(5, Pod("app-1", 2, ready: false, leaving: true))).Figures;

        (figures.Restarts.Count, figures.ReadinessLost, figures.Pods).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Readiness_is_lost_once_however_long_it_is_gone()
    {
        var state = After(
            Look(0, Pod("app-1")), Look(5, Pod("app-1", ready: false, changed: 3)), Look(10, Pod("app-1", ready: false, changed: 3)),
            Look(15, Pod("app-1", changed: 12)), Look(20, Pod("app-1", changed: 12)));

        state.Figures.ReadinessLost.ShouldBe(1);
    }

    [Fact]
    public void Readiness_that_was_lost_and_found_between_two_looks_is_seen_by_its_time() =>
        After(Look(0, Pod("app-1")), Look(5, Pod("app-1", changed: 4))).Figures.ReadinessLost.ShouldBe(1);

    [Fact]
    public void A_pod_that_comes_later_is_only_starting()
    {
        var state = After(
            Look(0, Pod("app-1")), Look(5, Pod("app-1"), Pod("app-2", ready: false, created: 3, changed: 3)),
            Look(10, Pod("app-1"), Pod("app-2", created: 3, changed: 9)));

        state.Figures.ReadinessLost.ShouldBe(0);
        ObservationTally.Add(state, Look(15, Pod("app-1"), Pod("app-2", ready: false, created: 3, changed: 14))).Figures.ReadinessLost.ShouldBe(1);
    }

    [Fact]
    public void Waiting_is_told_by_its_word_and_usual_waiting_is_not() =>
        After(Look(0, Pod("app-1", waiting: "ErrImagePull"), Pod("app-2", waiting: "ErrImagePull")), Look(5, Pod("app-1", waiting: "ErrImagePull")), Look(10, Pod("app-1", waiting: "ContainerCreating")))
            .Figures.Waiting.ShouldBe([new(Workload, "app", "ErrImagePull", 2)]);

    [Fact]
    public void The_time_that_pods_ran_is_that_of_all_together() =>
        After(Look(0, Pod("app-1")), Look(60, Pod("app-1"), Pod("app-2"))).Figures.PodTimeMs.ShouldBe(120_000);

    [Fact]
    public void Pods_of_one_name_in_two_namespaces_are_two_and_one_that_is_seen_twice_is_one()
    {
        var here = Look(5, Pod("app-0", 1));
        var there = here.Pods!.Workloads[0] with { Workload = here.Pods.Workloads[0].Workload with { Namespace = "other" } };
        var made = there with { Pods = [], Behind = [here.Pods.Workloads[0]] };

        var state = After(Look(0), here with { Pods = here.Pods with { Workloads = [here.Pods.Workloads[0], there, made] } });

        (state.Figures.Pods, state.Figures.Restarts.Single().Count).ShouldBe((2, 2));
    }

    [Fact]
    public void A_look_that_saw_no_pods_leaves_all_as_it_was()
    {
        var before = After(Look(0, Pod("app-1", 1)));

        var after = ObservationTally.Add(before, Look(5) with { Pods = null });

        (after.Marks.PodsSeenAt, after.Marks.Restarted).ShouldBe((before.Marks.PodsSeenAt, before.Marks.Restarted));
        after.Figures.Pods.ShouldBe(1);
    }
}
