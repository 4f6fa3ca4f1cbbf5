using System.Globalization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Loops;
using Microsoft.Extensions.Hosting.Systemd;

namespace HecateDaemon.Systemd;

/// <summary>
/// Feeds systemd's watchdog for as long as every loop's heart beats: a daemon that answers its socket while it ships
/// nothing is as dead as one that has crashed, and a restart is the cure for both.
/// </summary>
internal sealed partial class Watchdog(
    ISystemdNotifier systemd,
    IEnumerable<IHeartbeat> heartbeats,
    IEnumerable<IReadiness> readiness,
    TimeProvider clock,
    ILogger<Watchdog> logger) : BackgroundService
{
    private static readonly TimeSpan WithoutWatchdog = TimeSpan.FromSeconds(15);

    private readonly IHeartbeat[] hearts = [.. heartbeats];
    private readonly IReadiness[] modules = [.. readiness];
    private string? said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limit = Limit();
        using var timer = new PeriodicTimer(limit / 2 ?? WithoutWatchdog, clock);
        do
        {
            var dead = hearts.Where(h => !h.Alive).Select(h => h.Name).ToList();
            if (limit is not null && dead.Count is 0)
            {
                systemd.Notify(new ServiceState("WATCHDOG=1"));
            }

            Say(dead);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Say(List<string> dead)
    {
        var status = dead.Count > 0
            ? $"Dead: {string.Join(", ", dead)}"
            : modules.Select(m => m.NotReadyBecause).FirstOrDefault(reason => reason is not null) is { } reason
                ? $"Not ready: {reason}"
                : "Ready";
        if (status == said)
        {
            return;
        }

        said = status;
        systemd.Notify(new ServiceState($"STATUS={status.ReplaceLineEndings(" ")}"));
        if (dead.Count > 0)
        {
            HeartsStopped(string.Join(", ", dead));
        }
    }

    /// <summary>By sd_watchdog_enabled(3): null where nobody waits for us.</summary>
    private static TimeSpan? Limit()
    {
        var meant = Environment.GetEnvironmentVariable("WATCHDOG_PID");
        var isMeant = meant is null || meant == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var given = Environment.GetEnvironmentVariable("WATCHDOG_USEC");
        return isMeant && long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }

    [LoggerMessage(9101, LogLevel.Error, "No heartbeat of {Loops}: systemd's watchdog is not fed until it is back")]
    private partial void HeartsStopped(string loops);
}
