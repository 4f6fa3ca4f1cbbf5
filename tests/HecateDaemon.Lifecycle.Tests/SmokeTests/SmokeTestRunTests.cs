using System.Threading.Channels;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.SmokeTests;

public sealed class SmokeTestRunTests
{
    private static readonly DivisionId Ours = DivisionId.Parse("app");
    private static readonly ReleaseVersion Expected = ReleaseVersion.Parse("1.2.3");
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SignallingClock clock = new();

    [Fact]
    public async Task A_test_that_passes_at_once_is_asked_once()
    {
        var probe = new ScriptedProbe(clock, passesAt: 1);

        var outcome = await RunPatientlyAsync(probe, TestOf("health"));

        outcome.ShouldHaveSingleItem()
            .ShouldBe(new("health", Passed: true, "1.2.3 at attempt 1", Attempts: 1, ScriptedProbe.Latency));
    }

    [Fact]
    public async Task A_failing_test_is_repeated_every_second_until_it_passes()
    {
        var probe = new ScriptedProbe(clock, passesAt: 3);
        var run = RunPatientlyAsync(probe, TestOf("health"));

        await clock.PassAsync(Second);
        run.IsCompleted.ShouldBeFalse();
        await clock.PassAsync(Second);

        (await run).ShouldHaveSingleItem()
            .ShouldBe(new("health", Passed: true, "1.2.3 at attempt 3", Attempts: 3, ScriptedProbe.Latency));
    }

    [Fact]
    public async Task A_failing_test_fails_when_its_patience_is_over()
    {
        var probe = new ScriptedProbe(clock, passesAt: int.MaxValue);
        var run = RunPatientlyAsync(probe, TestOf("health") with { Patience = TimeSpan.FromSeconds(2.5) });

        // With a quarter of a second for each attempt, the second pause ends when the patience does: still in time.
        await clock.PassAsync(Second);
        await clock.PassAsync(Second);

        (await run).ShouldHaveSingleItem()
            .ShouldBe(new("health", Passed: false, "1.2.3 at attempt 3", Attempts: 3, ScriptedProbe.Latency));
    }

    [Fact]
    public async Task The_schedule_asks_a_failing_test_once()
    {
        var run = new SmokeTestRun([new ScriptedProbe(clock, passesAt: 2)], clock);

        var environment = EnvironmentWith(TestOf("health"));

        var outcomes = await run.RunOnceAsync(environment, Ours, Expected, CancellationToken.None);

        outcomes.ShouldHaveSingleItem().Passed.ShouldBeFalse();
        outcomes[0].Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Only_tests_that_speak_for_the_division_are_run_in_their_order()
    {
        var outcomes = await RunPatientlyAsync(
            new ScriptedProbe(clock, passesAt: 1),
            TestOf("ours") with { Division = Ours },
            TestOf("others") with { Division = DivisionId.Parse("other") },
            TestOf("everybody's"));

        outcomes.Select(outcome => outcome.Test).ShouldBe(["ours", "everybody's"]);
    }

    [Fact]
    public async Task An_environment_without_tests_has_no_outcome() =>
        (await RunPatientlyAsync(new ScriptedProbe(clock, passesAt: 1))).ShouldBeEmpty();

    [Fact]
    public async Task A_kind_that_nobody_knows_fails_and_names_the_kinds_there_are()
    {
        var probe = new ScriptedProbe(clock, passesAt: 1);

        var outcomes = await RunPatientlyAsync(probe, TestOf("health") with { Kind = "telnet" });

        var outcome = outcomes.ShouldHaveSingleItem();
        outcome.Detail.ShouldBe("no probe is called 'telnet'; there are: http");
        outcome.Passed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_that_is_called_off_stops_waiting()
    {
        using var calledOff = new CancellationTokenSource();
        var run = new SmokeTestRun([new ScriptedProbe(clock, passesAt: int.MaxValue)], clock)
            .RunPatientlyAsync(EnvironmentWith(TestOf("health")), Ours, Expected, calledOff.Token);

        await calledOff.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
    }

    private Task<IReadOnlyList<SmokeTestOutcome>> RunPatientlyAsync(IProbe probe, params SmokeTest[] tests) =>
        new SmokeTestRun([probe], clock)
            .RunPatientlyAsync(EnvironmentWith(tests), Ours, Expected, CancellationToken.None);

    private static SmokeTest TestOf(string name) => new() { Name = name, Url = new("http://app/health") };

    private static TargetEnvironment EnvironmentWith(params SmokeTest[] tests) => new()
    {
        Name = EnvironmentName.Parse("staging"),
        GitOpsRepository = "gitops.git",
        Reconciler = new Reconciler.Direct(),
        SmokeTests = tests,
    };

    /// <summary>Takes a quarter of a second for each answer, and passes from one attempt on.</summary>
    private sealed class ScriptedProbe(FakeTimeProvider clock, int passesAt) : IProbe
    {
        public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(250);

        private int attempts;

        public string Kind => "http";

        public Task<ProbeResult> ProbeAsync(SmokeTest test, ReleaseVersion expected, CancellationToken ct)
        {
            clock.Advance(Latency);
            attempts++;
            return Task.FromResult(new ProbeResult(attempts >= passesAt, $"{expected} at attempt {attempts}"));
        }
    }

    /// <summary>Time that passes only when somebody waits for it.</summary>
    private sealed class SignallingClock : FakeTimeProvider
    {
        private readonly Channel<ITimer> waiting = Channel.CreateUnbounded<ITimer>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            waiting.Writer.TryWrite(timer);
            return timer;
        }

        public async Task PassAsync(TimeSpan time)
        {
            await waiting.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
            Advance(time);
        }
    }
}
