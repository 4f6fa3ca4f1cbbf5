using Microsoft.Extensions.Hosting;

namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>Takes part in the elections as long as the daemon runs. Hosted first, it is stopped last: leases are released when nothing acts any more.</summary>
internal sealed class ElectionLoop(LeaderGuard guard) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(guard.Elections.Select(e => e.RunAsync(stoppingToken)));
}
