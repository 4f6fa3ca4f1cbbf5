using System.Collections.Frozen;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Hosting;
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
    TimeProvider clock,
    ILogger<DeploymentRoad> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly FrozenDictionary<Station, IEffect> byStation = effects.ToFrozenDictionary(e => e.After);
    private readonly Dictionary<DeploymentId, Walk> walks = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                FollowFailed(e, Pause);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        try
        {
            var active = new HashSet<DeploymentId>();
            var position = -1L;
            await foreach (var stored in log.ReadAllAsync(position, ct))
            {
                position = stored.Position;
                Track(active, codec.Decode(stored));
            }

            foreach (var id in active)
            {
                Start(id);
            }

            await foreach (var stored in log.SubscribeAsync(position, ct))
            {
                Notice(codec.Decode(stored));
            }
        }
        finally
        {
            await Task.WhenAll(walks.Values.Select(w => w.DisposeAsync().AsTask()));
            walks.Clear();
        }
    }

    private static void Track(HashSet<DeploymentId> active, object happened)
    {
        if (happened is DeploymentOpened or DeploymentResumed)
        {
            active.Add(((DeploymentEvent)happened).DeploymentId);
        }
        else if (Leaves(happened))
        {
            active.Remove(((DeploymentEvent)happened).DeploymentId);
        }
    }

    private static bool Leaves(object happened) =>
        happened is DeploymentShelved or DeploymentConcluded or RollbackDecided or StationFailed;

    private void Notice(object happened)
    {
        if (happened is DeploymentOpened or DeploymentResumed)
        {
            Start(((DeploymentEvent)happened).DeploymentId);
        }
        else if (happened is DeploymentEvent e && walks.TryGetValue(e.DeploymentId, out var walk))
        {
            if (Leaves(happened))
            {
                walk.Stop();
            }
            else if (happened is ChecklistItemAttested or ChecklistItemWaived)
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

    /// <summary>A new walk begins only when an earlier one of the same deployment has really ended: never two at once.</summary>
    private void Start(DeploymentId id)
    {
        var earlier = walks.GetValueOrDefault(id);
        walks[id] = new Walk(new Walker(id, streams, desk, byStation, clock, logger), earlier);
    }

    [LoggerMessage(1202, LogLevel.Error, "The road lost its log; it is read again in {Pause}")]
    private partial void FollowFailed(Exception exception, TimeSpan pause);
}
