using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>Sends what is to be sent, soon after it happened.</summary>
public sealed partial class NotificationLoop(NotificationRound round, TimeProvider clock, ILogger<NotificationLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await round.RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                RoundFailed(e, Interval);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(5001, LogLevel.Error, "Notifications could not be sent; they are tried again in {Interval}")]
    private partial void RoundFailed(Exception exception, TimeSpan interval);
}
