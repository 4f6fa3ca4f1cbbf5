using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A walker on its way as long as this daemon acts for its environment, and the means to stop it.</summary>
internal sealed class Walk : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly LeaderGuard guard;
    private readonly EnvironmentName environment;
    private readonly Task ended;

    public Walk(Walker walker, EnvironmentName environment, LeaderGuard guard, Walk? earlier)
    {
        Walker = walker;
        this.guard = guard;
        this.environment = environment;
        ended = RunAsync(earlier);
    }

    public Walker Walker { get; }

    /// <summary>Asks it to stop where it is; what it did so far is in the log.</summary>
    public void Stop() => stop.Cancel();

    /// <summary>Stops it and waits until it has really ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await ended;
        stop.Dispose();
    }

    private async Task RunAsync(Walk? earlier)
    {
        await (earlier?.DisposeAsync() ?? ValueTask.CompletedTask);
        try
        {
            await guard.ActAsync(environment, Walker.WalkAsync, stop.Token);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Shelved, rolled back or shutting down: the deployment waits in the log. What an effect threw when it was cut
            // off, cancellation or not, must not reach the walk that comes after this one.
        }
    }
}
