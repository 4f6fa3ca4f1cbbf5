using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// Shows the whole log to every projection at start, and everything new after that. Until it has caught up, the daemon is
/// not ready. What a projection fails at is parked: in memory, as the projections are.
/// </summary>
public sealed partial class ProjectionRunner(
    IEventLog log,
    EventCodec codec,
    IEnumerable<IProjection> projections,
    ParkedEvents parked,
    TimeProvider clock,
    ILogger<ProjectionRunner> logger) : LogFollower(BeingRead, clock, logger), IRetryParked
{
    private const string BeingRead = "the event log is being read";
    private readonly TimeProvider clock = clock;
    private readonly ILogger logger = logger;
    private readonly ProjectionSet all = new([.. projections], codec, clock);
    private readonly RebuildWish wish = new();
    private readonly CommitSignal moved = new();
    private long position = -1;
    private bool isBuilt;

    /// <summary>Everything up to here is in the projections, or parked.</summary>
    public long Position => Volatile.Read(ref position);

    protected override string LostTheLog => "the event log cannot be read: see the daemon's log";

    /// <summary>Waits until the projections have everything that the log holds now; false where that takes too long.</summary>
    public async Task<bool> CatchUpAsync(TimeSpan patience, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var end = -1L;
            await foreach (var stored in log.ReadAllAsync(Position, either.Token))
            {
                end = stored.Position;
            }

            await moved.UntilAsync(() => Position >= end, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// Builds all projections anew from the log's first event, beside those that are read meanwhile: these stand still
    /// until the new ones take their place.
    /// </summary>
    public Task<Rebuilt> RebuildAsync(CancellationToken ct) => wish.MakeAsync(ct);

    public Task RetryAsync(IReadOnlyList<ParkedEvent> chosen, Issued issued, CancellationToken ct) =>
        chosen.Any(e => all.Has(e.Reader)) ? RebuildAsync(ct) : Task.CompletedTask;

    protected override async Task FollowAsync(CancellationToken ct)
    {
        while (true)
        {
            if (!isBuilt || wish.IsMade)
            {
                await BuildAsync(ct);
            }

            NotReadyBecause = null;
            await wish.UnlessMadeAsync(FollowFromHereAsync, ct);
        }
    }

    private async Task BuildAsync(CancellationToken ct)
    {
        wish.Begin();
        NotReadyBecause = isBuilt ? null : BeingRead;
        var began = clock.GetTimestamp();
        var (count, last) = (0L, -1L);
        var built = all.Anew();
        await foreach (var stored in log.ReadAllAsync(last, ct))
        {
            Tell(built.Show(stored));
            (count, last) = (count + 1, stored.Position);
        }

        foreach (var e in all.Parked)
        {
            parked.Unpark(e.Reader, e.Stream);
        }

        all.Become(built);
        foreach (var e in all.Parked)
        {
            parked.Park(e);
        }

        isBuilt = true;
        Reach(last);
        // A long log leaves much garbage, and a quiet daemon would not collect it for hours.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        wish.Grant(new Rebuilt(count, last, (long)clock.GetElapsedTime(began).TotalMilliseconds));
    }

    private async Task FollowFromHereAsync(CancellationToken ct)
    {
        await foreach (var stored in log.SubscribeAsync(Position, ct))
        {
            foreach (var failed in Tell(all.Show(stored)))
            {
                parked.Park(failed.Parked);
            }

            Reach(stored.Position);
        }
    }

    private void Reach(long reached)
    {
        Volatile.Write(ref position, reached);
        moved.Raise();
    }

    private IReadOnlyList<(ParkedEvent Parked, Exception Reason)> Tell(
        IReadOnlyList<(ParkedEvent Parked, Exception Reason)> failures)
    {
        foreach (var (e, reason) in failures)
        {
            Parked(reason, e.Reader, e.Type, e.Stream, e.Version);
        }

        return failures;
    }

    [LoggerMessage(1104, LogLevel.Error,
        "{Projection} failed at {Type} ({Stream}@{Version}); nothing more of that stream is shown to it: GET /api/parked")]
    private partial void Parked(Exception exception, string projection, string type, string stream, long version);
}
