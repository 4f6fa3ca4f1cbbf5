using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Loops;

/// <summary>
/// Runs rounds at their interval, with jitter so that many daemons do not look at the same moment, never two at once. A
/// round that fails is logged and the next one comes, later after each failure in a row.
/// </summary>
public sealed partial class Loop(ILoopRound round, TimeProvider clock, ILogger<Loop> logger) : BackgroundService, IHeartbeat
{
    /// <summary>A tenth of the interval, up or down.</summary>
    private const double Jitter = 0.1;

    /// <summary>After failures in a row the pause doubles up to this many intervals.</summary>
    private const int LongestPause = 8;

    /// <summary>A round that takes longer than this is taken for hung: the heart stops.</summary>
    private static readonly TimeSpan Hung = TimeSpan.FromMinutes(15);

    private readonly SemaphoreSlim one = new(1, 1);
    private LoopStatus status = new() { Name = round.Name, IntervalSeconds = (int)round.Interval.TotalSeconds };

    public string Name => round.Name;

    public LoopStatus Status => Volatile.Read(ref status);

    public bool Alive => Status is not { Running: true, LastStartedAt: { } started } || clock.GetUtcNow() - started < Hung;

    /// <summary>Runs a round now; one that is under way is waited for first.</summary>
    public async Task<LoopStatus> RunNowAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            Update(s => s with { Running = true, LastStartedAt = clock.GetUtcNow() });
            await TryRoundAsync(ct);
        }
        finally
        {
            Update(s => s with { Running = false });
            one.Release();
        }

        return Status;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var pause = Pause();
            Update(s => s with { NextAt = clock.GetUtcNow() + pause });
            await Task.Delay(pause, clock, stoppingToken);
            await RunNowAsync(stoppingToken);
        }
    }

    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    private async Task TryRoundAsync(CancellationToken ct)
    {
        try
        {
            var outcome = await round.RunAsync(ct);
            Update(s => Ended(s) with { Healthy = outcome.Healthy, LastOutcome = outcome.Summary, Failures = 0 });
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // What the outside world said may be told; a bug's message is for the log.
            var what = e is OutsideWorldException ? e.Message : "the round failed: the daemon's log has the reason";
            Update(s => Ended(s) with { Healthy = false, LastOutcome = what, Failures = s.Failures + 1 });
            RoundFailed(e, round.Name, round.Interval);
        }
    }

    private LoopStatus Ended(LoopStatus s) => s with { Rounds = s.Rounds + 1, LastEndedAt = clock.GetUtcNow() };

    private void Update(Func<LoopStatus, LoopStatus> change)
    {
        LoopStatus before;
        do
        {
            before = Volatile.Read(ref status);
        }
        while (Interlocked.CompareExchange(ref status, change(before), before) != before);
    }

    private TimeSpan Pause()
    {
        var factor = Math.Min(1 << Math.Min(Status.Failures, 10), LongestPause);
#pragma warning disable CA5394 // Jitter is no secret.
        return round.Interval * factor * (1 - Jitter + (2 * Jitter * Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }

    [LoggerMessage(4001, LogLevel.Error, "A round of {Loop} failed; the next one comes in {Interval} or later")]
    private partial void RoundFailed(Exception exception, string loop, TimeSpan interval);
}
