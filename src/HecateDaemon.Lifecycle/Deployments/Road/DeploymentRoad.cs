using System.Collections.Frozen;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Keeps one walker for every active deployment. Which are active is read from the log at start, so whatever a crash
/// interrupted goes on where it was.
/// </summary>
public sealed partial class DeploymentRoad(
    IEventLog log,
    EventCodec codec,
    DeploymentStreams streams,
    DeploymentDesk desk,
    IEnumerable<IEffect> effects,
    ParkedEvents parked,
    LeaderGuard guard,
    TimeProvider clock,
    ILogger<DeploymentRoad> logger) : LogFollower(notReadyAtFirst: null, clock, logger), IRetryParked
{
    private const string Reader = "deployment_road";
    private readonly TimeProvider clock = clock;
    private readonly ILogger logger = logger;
    private readonly FrozenDictionary<Station, IEffect> byStation = effects.ToFrozenDictionary(e => e.After);
    private readonly Dictionary<DeploymentId, Walk> walks = [];
    private readonly Lock gate = new();

    protected override string LostTheLog => "no deployment goes on, because the event log cannot be followed: see the daemon's log";

    public async Task RetryAsync(IReadOnlyList<ParkedEvent> chosen, Issued issued, CancellationToken ct)
    {
        foreach (var e in chosen.Where(e => e.Stream.StartsWith(DeploymentStreams.Prefix, StringComparison.Ordinal)))
        {
            var id = DeploymentId.Parse(e.Stream[DeploymentStreams.Prefix.Length..]);
            if (e.Reader == Reader)
            {
                await ReadAgainAsync(id, ct);
            }
            else if (byStation.Values.Any(effect => effect.Name == e.Reader))
            {
                lock (gate)
                {
                    walks.GetValueOrDefault(id)?.Walker.Wake();
                }
            }
        }
    }

    protected override async Task FollowAsync(CancellationToken ct)
    {
        try
        {
            var active = new Dictionary<DeploymentId, EnvironmentName>();
            var position = -1L;
            await foreach (var stored in log.ReadAllAsync(position, ct))
            {
                position = stored.Position;
                Track(active, Decode(stored));
            }

            NotReadyBecause = null;
            foreach (var (id, environment) in active)
            {
                Start(id, environment);
            }

            await foreach (var stored in log.SubscribeAsync(position, ct))
            {
                Notice(Decode(stored));
            }
        }
        finally
        {
            await Task.WhenAll(walks.Values.Select(w => w.DisposeAsync().AsTask()));
            walks.Clear();
        }
    }

    /// <summary>Null where it cannot be read: one deployment that stands still is no reason for the others to.</summary>
    private object? Decode(StoredEvent stored)
    {
        try
        {
            return stored.Stream.StartsWith(DeploymentStreams.Prefix, StringComparison.Ordinal) ? codec.Decode(stored) : null;
        }
        catch (InvalidDataException e)
        {
            if (!parked.Holds(Reader, stored.Stream))
            {
                parked.Park(ParkedEvent.Of(Reader, stored, e, clock.GetUtcNow()));
                Unreadable(e, stored.Stream, stored.Version);
            }

            return null;
        }
    }

    private async Task ReadAgainAsync(DeploymentId id, CancellationToken ct)
    {
        try
        {
            if ((await streams.LoadAsync(id, ct)).State is { IsOnTheRoad: true } deployment)
            {
                Start(id, deployment.Environment);
            }

            parked.Unpark(Reader, DeploymentStreams.NameOf(id));
        }
        catch (InvalidDataException e)
        {
            Unreadable(e, DeploymentStreams.NameOf(id), version: -1);
        }
    }

    private static void Track(Dictionary<DeploymentId, EnvironmentName> active, object? happened)
    {
        if (happened is DeploymentOpened or DeploymentResumed)
        {
            active[((DeploymentEvent)happened).DeploymentId] = ((DeploymentEvent)happened).Environment;
        }
        else if (Leaves(happened))
        {
            active.Remove(((DeploymentEvent)happened!).DeploymentId);
        }
    }

    private static bool Leaves(object? happened) =>
        happened is DeploymentShelved or DeploymentConcluded or RollbackDecided or StationFailed { TakesBack: false };

    private void Notice(object? happened)
    {
        if (happened is DeploymentOpened or DeploymentResumed)
        {
            Start(((DeploymentEvent)happened).DeploymentId, ((DeploymentEvent)happened).Environment);
            return;
        }

        lock (gate)
        {
            if (happened is DeploymentEvent e && walks.TryGetValue(e.DeploymentId, out var walk))
            {
                if (Leaves(happened))
                {
                    walk.Stop();
                }
                else if (happened is ChecklistItemAttested or ChecklistItemWaived or PromotionRequested or AbortRequested)
                {
                    // Not at what the walker itself recorded: a message that is never the same twice would then never let it rest.
                    walk.Walker.Wake();
                }

                if (happened is DeploymentConcluded)
                {
                    walks.Remove(e.DeploymentId);
                }
            }
        }
    }

    /// <summary>A new walk begins only when an earlier one of the same deployment has really ended: never two at once.</summary>
    private void Start(DeploymentId id, EnvironmentName environment)
    {
        lock (gate)
        {
            var earlier = walks.GetValueOrDefault(id);
            walks[id] = new Walk(new Walker(id, streams, desk, byStation, parked, clock, logger), environment, guard, earlier);
        }
    }

    [LoggerMessage(1202, LogLevel.Error, "{Stream}@{Version} cannot be read, so its deployment does not go on: GET /api/parked")]
    private partial void Unreadable(Exception exception, string stream, long version);
}
