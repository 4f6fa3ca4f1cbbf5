using HecateDaemon.Lifecycle.Api;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>What follows the log as long as the daemon runs: where it is thrown out, it begins again after a pause.</summary>
public abstract partial class LogFollower(string? notReadyAtFirst, TimeProvider clock, ILogger logger)
    : BackgroundService, IReadiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private volatile string? notReady = notReadyAtFirst;

    public string? NotReadyBecause
    {
        get => notReady;
        protected set => notReady = value;
    }

    /// <summary>One sentence for whoever asks while the log cannot be followed.</summary>
    protected abstract string LostTheLog { get; }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                NotReadyBecause = LostTheLog;
                FollowingFailed(e, GetType().Name, Pause);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    /// <summary>Goes on where it was, and does not return.</summary>
    protected abstract Task FollowAsync(CancellationToken ct);

    [LoggerMessage(1101, LogLevel.Error, "{Reader} lost the event log; it goes on in {Pause}")]
    private partial void FollowingFailed(Exception exception, string reader, TimeSpan pause);
}
