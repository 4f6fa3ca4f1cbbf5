using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// Shows every stored event to every policy, in order, at least once, and remembers how far it came. What a policy fails
/// at twice is parked, and nothing later of that stream is shown to it before it is retried.
/// </summary>
public sealed partial class PolicyRunner(
    IEventLog log,
    IEventLogHealth health,
    ICheckpoints checkpoints,
    EventCodec codec,
    IEnumerable<IPolicy> policies,
    ParkedEvents parked,
    TimeProvider clock,
    ILogger<PolicyRunner> logger) : LogFollower(notReadyAtFirst: null, clock, logger), IRetryParked
{
    /// <summary>All policies share it: a new one shall not react to what is long past.</summary>
    public const string Reader = "policies";

    private readonly TimeProvider clock = clock;
    private readonly ILogger logger = logger;
    private readonly IReadOnlyList<IPolicy> all = [.. policies];
    private readonly PolicyParking parking = new(log, codec, parked);

    /// <summary>Held while events are shown: a retry never meets the same policy at work.</summary>
    private readonly SemaphoreSlim showing = new(1, 1);

    /// <summary>Up to here everything is dealt with or parked; null before that is known.</summary>
    private long? shown;

    protected override string LostTheLog => "the policies cannot follow the event log: the daemon's log has the reason";

    public async Task RetryAsync(IReadOnlyList<ParkedEvent> chosen, Issued issued, CancellationToken ct)
    {
        await showing.WaitAsync(ct);
        try
        {
            foreach (var e in chosen)
            {
                if (shown is not null && all.FirstOrDefault(p => p.Name == e.Reader) is { } policy)
                {
                    await CatchUpAsync(policy, e, issued, ct);
                }
            }
        }
        finally
        {
            showing.Release();
        }
    }

    public override void Dispose()
    {
        showing.Dispose();
        base.Dispose();
    }

    protected override async Task FollowAsync(CancellationToken ct)
    {
        var position = await LoadAsync(ct);
        var checkpoint = new CheckpointSaver(checkpoints, Reader);
        await foreach (var stored in log.SubscribeAsync(position, ct))
        {
            await showing.WaitAsync(ct);
            try
            {
                await ShowAsync(stored, ct);
                shown = stored.Position;
            }
            finally
            {
                showing.Release();
            }

            checkpoint.Reached(stored.Position, ct);
            NotReadyBecause = null;
        }
    }

    private async Task<long> LoadAsync(CancellationToken ct)
    {
        await showing.WaitAsync(ct);
        try
        {
            foreach (var policy in all)
            {
                await parking.LoadAsync(policy.Name, ct);
            }

            var position = await checkpoints.LoadAsync(Reader, ct);
            shown = position;
            NotReadyBecause = null;
            return position;
        }
        finally
        {
            showing.Release();
        }
    }

    private async Task ShowAsync(StoredEvent stored, CancellationToken ct)
    {
        parking.Notice(stored);
        var happened = new Lazy<object>(() => codec.Decode(stored), LazyThreadSafetyMode.None);
        foreach (var policy in all)
        {
            if (!parking.Holds(policy.Name, stored.Stream) && await TryAsync(policy, stored, happened, ct) is { } reason)
            {
                var id = NameBasedId.From(stored.Id, $"parked by {policy.Name}");
                await ParkAsync(policy, stored, reason, new(id, Actor.Policy(policy.Name), clock.GetUtcNow(), id, stored.Id), ct);
            }
        }
    }

    /// <summary>The parked event and what waited behind it, up to where the policies are with all other streams.</summary>
    private async Task CatchUpAsync(IPolicy policy, ParkedEvent e, Issued issued, CancellationToken ct)
    {
        var each = issued with { CommandId = NameBasedId.From(issued.CommandId, $"{e.Reader} {e.Stream}") };
        await foreach (var stored in log.ReadStreamAsync(e.Stream, e.Version - 1, ct))
        {
            if (stored.Position > shown)
            {
                break;
            }

            var happened = new Lazy<object>(() => codec.Decode(stored), LazyThreadSafetyMode.None);
            if (await TryAsync(policy, stored, happened, ct) is { } reason)
            {
                await ParkAsync(policy, stored, reason, each, ct);
                return;
            }
        }

        await parking.UnparkAsync(e.Reader, e.Stream, each, ct);
        Unparked(e.Reader, e.Type, e.Stream, e.Version);
    }

    private async Task ParkAsync(IPolicy policy, StoredEvent stored, Exception reason, Issued issued, CancellationToken ct)
    {
        await parking.ParkAsync(ParkedEvent.Of(policy.Name, stored, reason, clock.GetUtcNow()), issued, ct);
        Parked(reason, policy.Name, stored.Type, stored.Stream, stored.Version);
    }

    /// <summary>What it failed with, if it failed twice. What is the log's own trouble, or passes, is thrown instead.</summary>
    private async Task<Exception?> TryAsync(IPolicy policy, StoredEvent stored, Lazy<object> happened, CancellationToken ct)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                await policy.ReactAsync(stored, happened.Value, ct);
                return null;
            }
            catch (Exception e) when (IsThePolicys(e, ct))
            {
                if (!isFirst)
                {
                    return e;
                }
            }
        }
    }

    private bool IsThePolicys(Exception e, CancellationToken ct) =>
        !ct.IsCancellationRequested && health.Trouble is null && e is not OutsideWorldException { NeedsPerson: false };

    [LoggerMessage(1102, LogLevel.Error,
        "{Policy} failed at {Type} ({Stream}@{Version}); it is parked, with what follows in that stream: POST /api/parked/retry")]
    private partial void Parked(Exception exception, string policy, string type, string stream, long version);

    [LoggerMessage(1103, LogLevel.Information, "{Policy} has dealt with {Type} ({Stream}@{Version}) and what waited behind it")]
    private partial void Unparked(string policy, string type, string stream, long version);
}
