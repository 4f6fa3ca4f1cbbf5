using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>What becomes of a release of which too little was seen.</summary>
public sealed class InconclusiveTests : InAWorld
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task It_waits_for_a_person_whose_word_is_enough()
    {
        var id = await MissWindowAsync(OnInconclusive.Wait);

        var seen = await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });

        seen.Waiting!.WaitingFor.ShouldBe(
            "a person to attest or waive no_error_spikes, to shelve or to roll back: the observation is inconclusive: smoke test health was asked only 2 times of 30");
        var item = ExitChecklist.Of(seen).Single(i => i.Item == ExitChecklist.NoErrorSpikes);
        (item.Status, item.Evidence).ShouldBe((ItemStatus.CannotTell, "the observation is inconclusive: smoke test health was asked only 2 times of 30"));

        await World.SendAsync(new AttestItem(id, World.Ask(), ExitChecklist.NoErrorSpikes, "the dashboards are calm"));

        seen = await World.UntilAsync(id, d => d.Phase is Phase.Completed);
        (seen.Observed!.Looked, seen.Observed.Evidence).ShouldBe((false, "inconclusive: smoke test health was asked only 2 times of 30"));
    }

    [Fact]
    public async Task A_person_who_shelves_and_resumes_has_it_observed_anew()
    {
        var id = await MissWindowAsync(OnInconclusive.Wait);
        await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });
        await World.SendAsync(new ShelveDeployment(id, World.Ask(), "once more"));
        await World.SettledAsync();

        await World.ResumeAsync(id);

        (await World.UntilAsync(id, d => d.Phase is Phase.Completed)).Observed!.Looked.ShouldBeTrue();
    }

    [Fact]
    public async Task It_goes_on_where_the_environment_lets_it_pass()
    {
        var id = await MissWindowAsync(OnInconclusive.Pass);

        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Completed);

        seen.Observed!.Evidence.ShouldBe("inconclusive: smoke test health was asked only 2 times of 30; this may pass here");
        ExitChecklist.Of(seen).Single(i => i.Item == ExitChecklist.NoErrorSpikes).Status.ShouldBe(ItemStatus.Satisfied);
    }

    [Fact]
    public async Task It_is_extended_once_and_passes_where_that_shows_enough()
    {
        var id = await MissWindowAsync(OnInconclusive.Extend);

        var extended = await World.UntilAsync(id, d => d.Observing is ObservationInconclusive);
        extended.Waiting!.NeedsPerson.ShouldBeFalse();
        extended.Waiting.WaitingFor.ShouldStartWith("the observation window to end, which was extended by 00:05:00");
        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Completed);

        seen.Observed!.Looked.ShouldBeTrue();
        (seen.Observed.HappenedAt - extended.Waiting.HappenedAt).ShouldBeGreaterThanOrEqualTo(Window);
    }

    [Fact]
    public async Task It_waits_for_a_person_where_the_extension_is_missed_too()
    {
        var id = await MissWindowAsync(OnInconclusive.Extend);
        await World.UntilAsync(id, d => d.Observing is ObservationInconclusive);
        await World.StopAsync();
        World.Clock.Advance(3 * Window);

        await World.StartAsync();

        var seen = await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });
        seen.Observing!.IsExtended.ShouldBeTrue();
        (await World.StoryAsync(id)).Split("observation_inconclusive_v1").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_short_absence_loses_nothing()
    {
        World.Production = World.Production with { ObservationWindow = Window };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        var before = await World.UntilAsync(id, d => d.Observing is { Figures.Looks: > 10 });

        await World.RestartAsync();

        var seen = await World.UntilAsync(id, d => d.Phase is Phase.Completed);
        seen.Observed!.Looked.ShouldBeTrue();
        seen.Observed.Figures!.FromAt.ShouldBe(before.Observing!.Figures.FromAt);
        seen.Observed.Figures.Looks.ShouldBeGreaterThan(50);
        (seen.Observed.HappenedAt - before.SmokeTests!.HappenedAt).ShouldBe(Window, tolerance: TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task What_happens_while_nobody_looks_is_seen_afterwards()
    {
        World.Production = World.Production with { ObservationWindow = Window };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Observing is { Figures.Looks: > 10 });
        await World.StopAsync();
        World.Outside.Restarts = 2;
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        await World.StartAsync();

        (await World.UntilAsync(id, d => d.Phase is Phase.Paused)).Failure.ShouldBeOfType<ObservationFailed>()
            .Reason.ShouldBe("container daemon of DaemonSet hecate-daemon was restarted 2 times since the rollout was complete (nothing to compare with)");
    }

    [Fact]
    public async Task A_metric_without_values_does_not_tell_and_one_beyond_its_limit_fails_it()
    {
        var asked = "";
        World.Signals.Metric = query =>
        {
            asked = query;
            return new(0.5, Why: null);
        };
        World.Production = World.Production with
        {
            Observation = new()
            {
                Prometheus = new(new("http://localhost:9090/"), TokenFile: null, [new() { Name = "errors", Query = "errors{app=\"{division}\",v=\"{version}\",env=\"{environment}\"}", Max = 0.1 }]),
            },
        };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");

        var failed = await World.UntilAsync(id, d => d.Phase is Phase.Paused);

        failed.Failure!.Reason.ShouldBe("metric errors is 0.5 (at most 0.1)");
        asked.ShouldBe("errors{app=\"hecate-daemon\",v=\"1.0.0\",env=\"production\"}");
        World.Signals.Metric = _ => throw new OutsideWorldException("Prometheus is away");
        await World.SettledAsync();
        await World.ResumeAsync(id);
        (await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor.ShouldEndWith("inconclusive: metric errors gave no value: Prometheus is away");
    }

    /// <summary>The daemon is away from soon after the window's begin to after its end.</summary>
    private async Task<DeploymentId> MissWindowAsync(OnInconclusive policy)
    {
        World.Production = World.Production with { ObservationWindow = Window, Observation = new() { OnInconclusive = policy } };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Observing is not null);
        await World.StopAsync();
        World.Clock.Advance(Window);
        await World.StartAsync();
        return id;
    }
}
