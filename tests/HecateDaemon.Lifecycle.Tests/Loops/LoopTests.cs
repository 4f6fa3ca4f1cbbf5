using HecateDaemon.Lifecycle.Loops;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.Loops;

public sealed class LoopTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider clock = new();
    private readonly Round round = new();
    private readonly Loop loop;

    public LoopTests() => loop = new(round, clock, NullLogger<Loop>.Instance);

    public void Dispose() => loop.Dispose();

    [Fact]
    public async Task A_round_run_by_itself_tells_what_it_came_to()
    {
        round.Next = () => new(Healthy: false, "1 of 3 failed");

        var status = await loop.RunNowAsync(CancellationToken.None);

        (status.Healthy, status.LastOutcome, status.Rounds, status.Failures).ShouldBe((false, "1 of 3 failed", 1, 0));
        (loop.Status.Running, loop.Name, loop.Status.IntervalSeconds).ShouldBe((false, "sample", 600));
    }

    [Fact]
    public async Task Rounds_never_overlap_however_many_ask_at_once()
    {
        var gate = round.Hold();

        var asked = Enumerable.Range(0, 8).Select(_ => Task.Run(() => loop.RunNowAsync(CancellationToken.None))).ToList();
        await UntilAsync(() => round.Entered == 1);
        gate.SetResult();
        await Task.WhenAll(asked);

        (round.MostAtOnce, loop.Status.Rounds).ShouldBe((1, 8));
    }

    [Fact]
    public async Task The_first_round_comes_after_an_interval_and_not_at_the_start()
    {
        await loop.StartAsync(CancellationToken.None);

        var pause = await NextPauseAsync(after: null);
        pause.ShouldBeInRange(Interval * 0.9, Interval * 1.1);
        round.Entered.ShouldBe(0);
        await loop.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Pauses_differ_but_stay_within_a_tenth_of_the_interval()
    {
        var pauses = new HashSet<TimeSpan>();
        for (var i = 0; i < 30; i++)
        {
            using var another = new Loop(round, clock, NullLogger<Loop>.Instance);
            await another.StartAsync(CancellationToken.None);
            await UntilAsync(() => another.Status.NextAt is not null);
            var pause = another.Status.NextAt!.Value - clock.GetUtcNow();
            pause.ShouldBeInRange(Interval * 0.9, Interval * 1.1);
            pauses.Add(pause);
            await another.StopAsync(CancellationToken.None);
        }

        pauses.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Failures_in_a_row_double_the_pause_up_to_eight_intervals_and_one_success_ends_that()
    {
        await loop.StartAsync(CancellationToken.None);
        round.Next = () => throw new OutsideWorldException("the registry is away");

        foreach (var factor in new[] { 2, 4, 8, 8 })
        {
            (await PauseAfterNextRoundAsync()).ShouldBeInRange(Interval * factor * 0.9, Interval * factor * 1.1);
            (loop.Status.Healthy, loop.Status.LastOutcome).ShouldBe((false, "the registry is away"));
        }

        round.Next = Round.Fine;
        (await PauseAfterNextRoundAsync()).ShouldBeInRange(Interval * 0.9, Interval * 1.1);
        (loop.Status.Failures, loop.Status.Healthy, loop.Status.Rounds).ShouldBe((0, true, 5));
        await loop.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_was_found_is_no_failure_and_does_not_slow_the_loop_down()
    {
        await loop.StartAsync(CancellationToken.None);
        round.Next = () => new(Healthy: false, "1 of 3 failed");

        (await PauseAfterNextRoundAsync()).ShouldBeInRange(Interval * 0.9, Interval * 1.1);
        await loop.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_message_of_a_bug_is_for_the_log()
    {
        round.Next = () => throw new FormatException("secret=hunter2");

        var status = await loop.RunNowAsync(CancellationToken.None);

        (status.Failures, status.LastOutcome).ShouldBe((1, "the round failed: the daemon's log has the reason"));
    }

    [Fact]
    public async Task A_round_that_hangs_stops_the_heart_and_its_end_starts_it_again()
    {
        loop.Alive.ShouldBeTrue();
        var gate = round.Hold();
        var running = loop.RunNowAsync(CancellationToken.None);
        await UntilAsync(() => round.Entered == 1);

        loop.Alive.ShouldBeTrue();
        clock.Advance(TimeSpan.FromMinutes(15));
        loop.Alive.ShouldBeFalse();

        gate.SetResult();
        await running;
        loop.Alive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_that_leaves_frees_the_loop_for_the_next_one()
    {
        round.Hold();
        using var caller = new CancellationTokenSource();
        var running = loop.RunNowAsync(caller.Token);
        await UntilAsync(() => round.Entered == 1);

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        loop.Status.Running.ShouldBeFalse();
        round.Release();
        (await loop.RunNowAsync(CancellationToken.None)).Healthy.ShouldBe(true);
    }

    [Fact]
    public async Task Stopping_cuts_a_round_off()
    {
        round.Hold();
        await loop.StartAsync(CancellationToken.None);
        await TickAsync(() => round.Entered == 1);

        await loop.StopAsync(CancellationToken.None);

        loop.Status.Running.ShouldBeFalse();
    }

    /// <summary>Lets time pass up to the next round, and gives the pause that was chosen behind it.</summary>
    private async Task<TimeSpan> PauseAfterNextRoundAsync()
    {
        var entered = round.Entered;
        var gate = round.Hold();
        await TickAsync(() => round.Entered > entered);
        var before = loop.Status.NextAt;
        round.Release();
        gate.TrySetResult();
        return await NextPauseAsync(before);
    }

    private async Task<TimeSpan> NextPauseAsync(DateTimeOffset? after)
    {
        await UntilAsync(() => loop.Status.NextAt is not null && loop.Status.NextAt != after);
        return loop.Status.NextAt!.Value - clock.GetUtcNow();
    }

    private Task TickAsync(Func<bool> holds) => UntilAsync(() =>
    {
        if (holds())
        {
            return true;
        }

        clock.Advance(Interval / 10);
        return false;
    });

    private static async Task UntilAsync(Func<bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    private sealed class Round : ILoopRound
    {
        private readonly Lock count = new();
        private volatile TaskCompletionSource? gate;
        private int inside;

        public static RoundOutcome Fine() => new(Healthy: true, "3 passed");

        public Func<RoundOutcome> Next { get; set; } = Fine;

        public int Entered { get; private set; }

        public int MostAtOnce { get; private set; }

        string ILoopRound.Name => "sample";

        TimeSpan ILoopRound.Interval => LoopTests.Interval;

        public TaskCompletionSource Hold() => gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => gate = null;

        public async Task<RoundOutcome> RunAsync(CancellationToken ct)
        {
            lock (count)
            {
                Entered++;
                MostAtOnce = Math.Max(MostAtOnce, ++inside);
            }

            try
            {
                await Task.Yield();
                await (gate?.Task.WaitAsync(ct) ?? Task.CompletedTask);
                return Next();
            }
            finally
            {
                lock (count)
                {
                    inside--;
                }
            }
        }
    }
}
