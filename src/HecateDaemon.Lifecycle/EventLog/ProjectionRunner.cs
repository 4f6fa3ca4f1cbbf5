using HecateDaemon.Lifecycle.Api;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Shows the whole log to every projection at start, and everything new after that. Until it has caught up, the daemon is not ready.</summary>
public sealed partial class ProjectionRunner(
    IEventLog log,
    EventCodec codec,
    IEnumerable<IProjection> projections,
    TimeProvider clock,
    ILogger<ProjectionRunner> logger) : BackgroundService, IReadiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<IProjection> all = [.. projections];
    private volatile string? notReady = "the event log is being read";

    public string? NotReadyBecause => notReady;

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
                notReady = "the event log cannot be read: see the daemon's log";
                ReadingFailed(e, Pause);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        foreach (var projection in all)
        {
            projection.Forget();
        }

        var position = -1L;
        await foreach (var stored in log.ReadAllAsync(position, ct))
        {
            position = Show(stored);
        }

        notReady = null;
        await foreach (var stored in log.SubscribeAsync(position, ct))
        {
            Show(stored);
        }
    }

    private long Show(StoredEvent stored)
    {
        var happened = codec.Decode(stored);
        foreach (var projection in all)
        {
            projection.Apply(stored, happened);
        }

        return stored.Position;
    }

    [LoggerMessage(1102, LogLevel.Error, "The event log could not be read; it is read again from its first event in {Pause}")]
    private partial void ReadingFailed(Exception exception, TimeSpan pause);
}
