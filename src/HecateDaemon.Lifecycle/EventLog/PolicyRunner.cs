using HecateDaemon.Lifecycle.Api;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Shows every stored event to every policy, in order, at least once, and remembers how far it came.</summary>
public sealed partial class PolicyRunner(
    IEventLog log,
    ICheckpoints checkpoints,
    EventCodec codec,
    IEnumerable<IPolicy> policies,
    TimeProvider clock,
    ILogger<PolicyRunner> logger) : BackgroundService, IReadiness
{
    private const string Reader = "policies";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<IPolicy> all = [.. policies];
    private volatile string? trouble;

    public string? NotReadyBecause => trouble;

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
                trouble = "a policy fails, so nothing is reacted to: the daemon's log has the reason";
                PolicyFailed(e, Pause);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        var position = await checkpoints.LoadAsync(Reader, ct);
        await foreach (var stored in log.SubscribeAsync(position, ct))
        {
            var happened = codec.Decode(stored);
            foreach (var policy in all)
            {
                await policy.ReactAsync(stored, happened, ct);
            }

            await checkpoints.SaveAsync(Reader, stored.Position, ct);
            trouble = null;
        }
    }

    [LoggerMessage(1101, LogLevel.Error, "A policy failed; the same event is shown again in {Pause}")]
    private partial void PolicyFailed(Exception exception, TimeSpan pause);
}
