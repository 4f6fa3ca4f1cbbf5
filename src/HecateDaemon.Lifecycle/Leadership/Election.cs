using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>
/// This daemon's part in settling who acts for one environment. A lease is taken when nobody holds it, when it is this
/// daemon's from before, or when it was seen not to change for as long as it lasts: by the clock of whoever looks, from
/// when it looked.
/// </summary>
public sealed partial class Election(
    TargetEnvironment environment, IKeepLeases leases, DaemonIdentity self, LeaseTimes times, TimeProvider clock, ILogger<Election> logger)
    : IDisposable
{
    private static readonly TimeSpan ReleasePatience = TimeSpan.FromSeconds(3);
    private readonly CommitSignal taken = new();
    private volatile Term? term;
    private volatile LeaseEntry? seen;
    private volatile string? trouble;
    private long seenAt;
    private bool wasHeld;

    /// <summary>Null while this daemon only observes.</summary>
    public Term? Term => term is { Ended.IsCancellationRequested: false } held ? held : null;

    /// <summary>The lease as it was last seen; null before the first look.</summary>
    public LeaseRecord? Seen => seen?.Record;

    /// <summary>Why the lease could not be looked at or renewed the last time.</summary>
    public string? Trouble => trouble;

    public Task UntilTakenAsync(CancellationToken ct) => taken.UntilAsync(() => Term is not null, ct);

    /// <summary>Takes part until cancelled, and then lets another daemon take over at once.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var isRenewed = await RoundAsync(ct);
                await Task.Delay(isRenewed ? times.BetweenRenewals : times.BetweenLooks, clock, ct);
            }
        }
        finally
        {
            await ReleaseAsync();
        }
    }

    /// <summary>One attempt to take or to renew; true where the lease is now this daemon's. The outside failing is no error here.</summary>
    public async Task<bool> RoundAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(times.Attempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var isHeld = await TryHoldAsync(either.Token);
            trouble = null;
            return isHeld;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Tell(e);
            return false;
        }
        finally
        {
            if (wasHeld && Term is null)
            {
                wasHeld = false;
                Lost(environment.Name, Seen is { Holder: var other } && other != self.Name ? $"{other} has the lease" : "its lease could not be renewed");
            }
        }
    }

    public void Dispose() => term?.Dispose();

    private async Task<bool> TryHoldAsync(CancellationToken ct)
    {
        // While it is ours nobody else changes it: the version at which we renewed is still the one.
        var before = Term is null || seen is null ? await LookAsync(ct) : seen;
        if (!MayTake(before.Record))
        {
            term?.End();
            return false;
        }

        var began = clock.GetTimestamp();
        var next = Next(before.Record);
        if (await leases.TryWriteAsync(environment, next, before.Version, ct) is { } version)
        {
            See(new(next, version));
            Hold(began);
            return true;
        }

        if ((await LookAsync(ct)).Record?.Holder != self.Name)
        {
            term?.End();
        }

        return false;
    }

    private bool MayTake(LeaseRecord? record) =>
        record is null or { Holder: "" } || record.Holder == self.Name
        || clock.GetElapsedTime(seenAt) > TimeSpan.FromSeconds(record.DurationSeconds);

    private LeaseRecord Next(LeaseRecord? before)
    {
        var now = clock.GetUtcNow();
        var isRenewal = before?.Holder == self.Name;
        return new()
        {
            Holder = self.Name,
            DurationSeconds = (int)Math.Ceiling(times.Duration.TotalSeconds),
            AcquiredAt = isRenewal && Term is not null ? before!.AcquiredAt : now,
            RenewedAt = now,
            Transitions = before is null ? 0 : before.Transitions + (isRenewal ? 0 : 1),
        };
    }

    private async Task<LeaseEntry> LookAsync(CancellationToken ct)
    {
        var entry = await leases.ReadAsync(environment, ct);
        return entry.Version == seen?.Version ? seen : See(entry);
    }

    private LeaseEntry See(LeaseEntry entry)
    {
        seenAt = clock.GetTimestamp();
        seen = entry;
        return entry;
    }

    private void Hold(long began)
    {
        var valid = times.Validity - clock.GetElapsedTime(began);
        if (valid > TimeSpan.Zero && term?.TryExtend(valid) is not true)
        {
            term = new(valid, clock);
            wasHeld = true;
            Took(environment.Name, self.Name);
            taken.Raise();
        }
    }

    private void Tell(Exception e)
    {
        var what =
            e is OutsideWorldException ? e.Message
            : e is OperationCanceledException ? "there was no answer in time"
            : "it failed, and the daemon's log says how";
        if (trouble != what)
        {
            Failed(e, environment.Name, what);
        }

        trouble = what;
    }

    /// <summary>Whatever acted has ended by now. A renewal that was cut off may have been stored or not.</summary>
    private async Task ReleaseAsync()
    {
        if (Term is not { } held)
        {
            return;
        }

        held.End();
        using var limit = new CancellationTokenSource(ReleasePatience, clock);
        try
        {
            while (await leases.ReadAsync(environment, limit.Token) is { Record: { } record } entry && record.Holder == self.Name)
            {
                var released = record with { Holder = "", DurationSeconds = 1, RenewedAt = clock.GetUtcNow() };
                if (await leases.TryWriteAsync(environment, released, entry.Version, limit.Token) is not null)
                {
                    Released(environment.Name);
                    return;
                }
            }
        }
        catch (Exception e) when (e is OutsideWorldException or OperationCanceledException)
        {
            Tell(e);
        }
    }

    [LoggerMessage(7001, LogLevel.Information, "This daemon acts for {Environment} from now on, as {Holder}")]
    private partial void Took(EnvironmentName environment, string holder);

    [LoggerMessage(7002, LogLevel.Warning, "This daemon only observes {Environment} from now on: {Reason}")]
    private partial void Lost(EnvironmentName environment, string reason);

    [LoggerMessage(7003, LogLevel.Warning, "The lease of {Environment} is in trouble: {Trouble}")]
    private partial void Failed(Exception exception, EnvironmentName environment, string trouble);

    [LoggerMessage(7004, LogLevel.Information, "The lease of {Environment} is released")]
    private partial void Released(EnvironmentName environment);
}
