using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Observation;
using static HecateDaemon.Lifecycle.Tests.Observation.Seen;

namespace HecateDaemon.Lifecycle.Tests.Observation;

public sealed class ObservationJudgeTests
{
    private static readonly MetricQuery Errors = new() { Name = "errors", Query = "errors", Max = 0.01, MaxRatio = 2 };

    [Fact]
    public void A_calm_window_passes_and_tells_the_figures_of_both()
    {
        var verdict = Verdict(After(WholeWindow(at => Look(at, Pod("app-1"), Pod("app-2")))), Calm);

        verdict.ShouldBeOfType<ObservationVerdict.Passed>().Evidence.ShouldBe(
            "watched for 00:05:00: no restarts of 2 pods; no pod lost its readiness; no warnings; " +
            "31 of 31 answers to smoke test health passed; smoke test health took 20 ms (median; before: 20 ms)");
    }

    [Fact]
    public void Nothing_passes_before_the_window_is_over() =>
        Verdict(After(Look(0, Pod("app-1"))), Calm, at: 299).ShouldBeOfType<ObservationVerdict.Open>()
            .WaitingFor.ShouldBe("the observation window of 00:05:00 to end at 2026-03-01 12:05:00Z: nothing bad seen so far");

    [Fact]
    public void One_restart_fails_at_once_what_was_never_restarted_before()
    {
        var verdict = Verdict(After(Look(0, Pod("app-1")), Look(5, Pod("app-1", restarts: 1))), Calm, at: 5);

        var failed = verdict.ShouldBeOfType<ObservationVerdict.Failed>();
        failed.Reason.ShouldBe("container app of Deployment app was restarted once since the rollout was complete (before: 0 in as long a time)");
        failed.Comparisons[0].ShouldBe(new("restarts", "Deployment app app", 0, 1, 0, ObservationOutcome.Failed, failed.Reason));
    }

    [Theory]
    [InlineData(12, true)] // three in a pod's five minutes: six are allowed for two pods
    [InlineData(13, false)]
    public void What_was_restarted_before_may_be_restarted_twice_as_often(int restarts, bool passes)
    {
        // Two pods for a day: 1728 restarts are 3 in five minutes of one pod.
        var shaky = Calm with { Restarts = [new(Workload, "app", 1728)] };
        var state = After(WholeWindow(at => Look(at, Pod("app-1", at is 0 ? 0 : restarts), Pod("app-2"))));

        (Verdict(state, shaky) is ObservationVerdict.Passed).ShouldBe(passes);
    }

    [Fact]
    public void What_a_rollout_would_not_accept_fails_whatever_was_before()
    {
        var look = Look(5, Pod("app-1", waiting: "CrashLoopBackOff"));

        Verdict(After(look with { Pods = look.Pods! with { Broken = "pod app-1 waits in CrashLoopBackOff" } }), Calm, at: 5)
            .ShouldBeOfType<ObservationVerdict.Failed>().Reason.ShouldBe("pod app-1 waits in CrashLoopBackOff");
    }

    [Fact]
    public void What_is_not_settled_at_the_end_keeps_it_open_and_fails_after_the_deadline()
    {
        var looks = WholeWindow(at => Look(at, Pod("app-1"))).ToList();
        looks[^1] = looks[^1] with { Pods = looks[^1].Pods! with { Unsettled = "1 of 2 replicas are ready" } };

        Verdict(After(looks), Calm).ShouldBeOfType<ObservationVerdict.Open>().WaitingFor.ShouldBe("it to settle: 1 of 2 replicas are ready");
        Verdict(After(looks), Calm, at: 300 + 600).ShouldBeOfType<ObservationVerdict.Failed>()
            .Reason.ShouldBe("it did not settle within 00:10:00 after the window: 1 of 2 replicas are ready");
    }

    [Fact]
    public void Pods_that_nobody_sees_at_the_end_are_waited_for_and_then_do_not_tell()
    {
        var looks = WholeWindow(at => at < 200 ? Look(at, Pod("app-1")) : Look(at) with { Pods = null, Warnings = null, Unseen = ["the API server is away"] });

        Verdict(After(looks), Calm).ShouldBeOfType<ObservationVerdict.Open>().WaitingFor.ShouldBe("its pods to be seen: the API server is away");
        Verdict(After(looks), Calm, at: 900).ShouldBeOfType<ObservationVerdict.Inconclusive>()
            .Reason.ShouldBe("its pods were last seen at 12:03:10Z, before the window ended");
    }

    [Fact]
    public void What_containers_waited_for_is_told() =>
        Verdict(After(WholeWindow(at => Look(at, Pod("app-1", waiting: at is 20 ? "ErrImagePull" : null)))), Calm)
            .ShouldBeOfType<ObservationVerdict.Passed>().Evidence.ShouldContain("container app of Deployment app waited in ErrImagePull at 1 of 31 looks");

    [Fact]
    public void Two_looks_at_the_pods_cover_all_that_was_between_them_but_smoke_tests_were_asked_too_seldom()
    {
        var state = After(Look(0, Pod("app-1")), Look(300, Pod("app-1")));

        Verdict(state, Calm).ShouldBeOfType<ObservationVerdict.Inconclusive>().Reason.ShouldBe("smoke test health was asked only 2 times of 30");
    }

    [Fact]
    public void A_smoke_test_that_fails_longer_than_its_patience_fails_at_once()
    {
        var looks = new[] { Look(0, Pod("app-1")), Look(10, Pod("app-1")).Failing(), Look(40, Pod("app-1")).Failing() };

        Verdict(After(looks[..2]), Calm, at: 39).ShouldBeOfType<ObservationVerdict.Open>();
        Verdict(After(looks), Calm, at: 40).ShouldBeOfType<ObservationVerdict.Failed>()
            .Reason.ShouldBe("smoke test failed: health: status 500 instead of 200");
    }

    [Fact]
    public void Asking_again_while_it_fails_makes_no_spike_of_an_accident()
    {
        var again = Enumerable.Range(51, 8).Select(at => Look(at, Pod("app-1")).Failing() with { HasAsked = false });
        var looks = WholeWindow(at => at is 50 ? Look(at, Pod("app-1")).Failing() : Look(at, Pod("app-1"))).ToList();

        var verdict = Verdict(After([.. looks[..6], .. again, .. looks[6..]]), Calm);

        verdict.ShouldBeOfType<ObservationVerdict.Passed>().Evidence.ShouldContain("30 of 31 answers to smoke test health passed");
        Verdict(After([.. looks[..6], .. again]), Calm, at: 79).ShouldBeOfType<ObservationVerdict.Open>();
        Verdict(After([.. looks[..6], .. again]), Calm, at: 80).ShouldBeOfType<ObservationVerdict.Failed>();
    }

    [Fact]
    public void A_test_that_fails_at_the_end_keeps_it_open_until_its_patience_is_over()
    {
        var state = After(WholeWindow(at => at is 300 ? Look(at, Pod("app-1")).Failing() : Look(at, Pod("app-1"))));

        Verdict(state, Calm).ShouldBeOfType<ObservationVerdict.Open>().WaitingFor.ShouldBe("it to settle: smoke test health fails: status 500 instead of 200");
    }

    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(3, 0, false)]
    [InlineData(3, 2, true)] // 2 of 20 before are 3.1 of 31
    [InlineData(7, 2, false)]
    public void A_spike_of_failures_is_more_than_twice_as_many_as_before(int failures, int before, bool passes)
    {
        var baseline = Calm with { SmokeTests = [new("health", 20, before, 20, 30)] };
        var state = After(WholeWindow(at => at / 20 < failures && at % 20 is 10 ? Look(at, Pod("app-1")).Failing() : Look(at, Pod("app-1"))));

        (Verdict(state, baseline) is ObservationVerdict.Passed).ShouldBe(passes);
    }

    [Theory]
    [InlineData(160, true)] // three times 20 ms, and 100 ms
    [InlineData(161, false)]
    public void Answers_that_take_much_longer_than_before_fail_it(int ms, bool passes)
    {
        var state = After(WholeWindow(at => Look(at, Pod("app-1")) with
        {
            SmokeTests = [new("health", Passed: true, "200", 1, TimeSpan.FromMilliseconds(ms))],
        }));

        (Verdict(state, Calm) is ObservationVerdict.Passed).ShouldBe(passes);
        Verdict(state, Calm with { SmokeTests = [new("health", 9, 0, 20, 30)] }).ShouldBeOfType<ObservationVerdict.Passed>()
            .Evidence.ShouldContain("too few answers to compare");
    }

    [Theory]
    [InlineData(2, 0, "passed")]
    [InlineData(3, 0, "failed")]
    [InlineData(3, 24, "passed")] // 24 in an hour are two in five minutes
    [InlineData(5, 24, "failed")]
    [InlineData(3, null, "inconclusive")]
    public void A_spike_of_warnings_fails_it_or_does_not_tell_where_nothing_is_known_of_before(int warnings, int? before, string outcome)
    {
        var baseline = before is { } count ? Calm with { Warnings = [new("Pod", "Unhealthy", count, "")] } : null;
        var state = After(WholeWindow(at => Look(at, Pod("app-1")).Warned(at is 0 ? [] : [Warning("w", warnings, first: 1, last: 9)])));

        var verdict = Verdict(state, baseline);

        (verdict switch { ObservationVerdict.Passed => "passed", ObservationVerdict.Failed => "failed", ObservationVerdict.Inconclusive => "inconclusive", _ => "open" })
            .ShouldBe(outcome);
    }

    [Fact]
    public void Without_warnings_the_pods_tell()
    {
        var state = After(WholeWindow(at => Look(at, Pod("app-1")) with { Warnings = null, Unseen = ["events may not be listed (403)"] }));

        Verdict(state, Calm).ShouldBeOfType<ObservationVerdict.Passed>().Evidence.ShouldContain("warnings of the cluster could not be seen");
    }

    [Fact]
    public void Where_there_is_nothing_to_look_at_it_says_so()
    {
        var subject = Subject with { Workloads = [], Environment = Seen.Environment with { SmokeTests = [] } };

        ObservationJudge.Judge(subject, After(new ObservationSample { At = At(300) }), At(300))
            .ShouldBeOfType<ObservationVerdict.Passed>().Looked.ShouldBeFalse();
    }

    [Theory]
    [InlineData(new[] { 0.005 }, 0.001, "passed")]
    [InlineData(new[] { 0.05 }, 0.001, "failed")]
    [InlineData(new[] { 0.05, 0.005 }, 0.001, "passed")]
    [InlineData(new[] { 0.05 }, 0.03, "passed")] // less than twice as much as before
    [InlineData(new double[0], 0.001, "inconclusive")]
    [InlineData(new[] { 0.005 }, null, "inconclusive")]
    public void A_metric_must_keep_its_limit_at_the_end(double[] values, double? before, string outcome)
    {
        var verdict = WithMetric(values, before, at: 300);

        (verdict switch { ObservationVerdict.Passed => "passed", ObservationVerdict.Failed => "failed", ObservationVerdict.Inconclusive => "inconclusive", _ => "open" })
            .ShouldBe(outcome);
    }

    [Fact]
    public void Two_values_in_a_row_beyond_the_limit_fail_at_once_and_one_does_not()
    {
        WithMetric([0.05], before: 0.001, at: 10).ShouldBeOfType<ObservationVerdict.Open>();
        WithMetric([0.05, 0.06], before: 0.001, at: 20).ShouldBeOfType<ObservationVerdict.Failed>()
            .Reason.ShouldBe("metric errors is 0.06 (before: 0.001, at most 0.01)");
    }

    private static ObservationVerdict WithMetric(double[] values, double? before, int at)
    {
        var environment = Seen.Environment with
        {
            SmokeTests = [],
            Observation = new() { Prometheus = new(new("http://localhost:9090/"), TokenFile: null, [Errors]) },
        };
        var subject = Subject with
        {
            Environment = environment,
            Workloads = [],
            Baseline = Calm with { Metrics = [new("errors", 1, 0, before, null, null)] },
        };
        var samples = values.Select(v => new MetricSeen("errors", v, null)).DefaultIfEmpty(new("errors", null, "no series matches"))
            .Select(m => new ObservationSample { At = At(at), Metrics = [m], HasAsked = true });
        return ObservationJudge.Judge(subject, After(samples), At(at));
    }
}
