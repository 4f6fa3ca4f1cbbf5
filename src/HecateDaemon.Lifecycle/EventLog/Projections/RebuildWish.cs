namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>That somebody wants a rebuild: it ends the following of the log, and is granted once the rebuilt is in place.</summary>
internal sealed class RebuildWish
{
    private readonly Lock gate = new();
    private TaskCompletionSource<Rebuilt>? wanted;
    private CancellationTokenSource? following;

    public bool IsMade
    {
        get
        {
            lock (gate)
            {
                return wanted is not null;
            }
        }
    }

    public async Task<Rebuilt> MakeAsync(CancellationToken ct)
    {
        Task<Rebuilt> answer;
        Task ending;
        lock (gate)
        {
            wanted ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            answer = wanted.Task;
            ending = following?.CancelAsync() ?? Task.CompletedTask;
        }

        await ending;
        return await answer.WaitAsync(ct);
    }

    public void Grant(Rebuilt rebuilt)
    {
        lock (gate)
        {
            wanted?.SetResult(rebuilt);
            wanted = null;
        }
    }

    /// <summary>Follows until a wish is made; <paramref name="ct"/> is thrown as ever.</summary>
    public async Task UnlessMadeAsync(Func<CancellationToken, Task> follow, CancellationToken ct)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ct);
        lock (gate)
        {
            if (wanted is not null)
            {
                return;
            }

            following = until;
        }

        try
        {
            await follow(until.Token);
        }
        catch (OperationCanceledException) when (IsMade && !ct.IsCancellationRequested)
        {
            // What was wished for is more than to go on.
        }
        finally
        {
            lock (gate)
            {
                following = null;
            }
        }
    }
}
