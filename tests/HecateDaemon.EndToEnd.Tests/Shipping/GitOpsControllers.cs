using HecateDaemon.Adapters.Tests.Git;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Controllers that apply what the GitOps repository wants, played by the test: they look again and again, as the real ones do.</summary>
internal abstract class GitOpsControllers(ShippingWorld world, string fieldManager) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    /// <summary>Somebody pushes this just before the next look at the repository: the commit below it is never looked at.</summary>
    public (string Path, string Text)? PushedBefore { get; set; }

    /// <summary>What the test calls when it wants to know why nothing goes on.</summary>
    public Exception? Trouble { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    protected void Start() => running = RunAsync(stopping.Token);

    /// <summary>One look at its objects, and what follows from it.</summary>
    protected abstract Task LookAsync();

    /// <summary>The head of the branch, after whatever somebody pushed in the last moment.</summary>
    protected string Fetch()
    {
        if (PushedBefore is { } pushed)
        {
            PushedBefore = null;
            world.GitOps.Commit(pushed);
        }

        return world.GitOps.Head;
    }

    protected Task ApplyAsync(string revision) => world.Cluster.KubectlAsync(
        ["apply", "--server-side", "--force-conflicts", $"--field-manager={fieldManager}", "-f", "-"],
        BareRemote.Git(world.GitOps.Path, "show", $"{revision}:{ShippingWorld.Manifest}"));

    private async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            do
            {
                await LookAsync();
            }
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Trouble = e;
        }
    }
}
