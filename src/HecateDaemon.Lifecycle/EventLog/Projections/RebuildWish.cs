namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>That somebody wants a rebuild: it ends the following of the log, and is granted once the rebuilt is in place.</summary>
internal sealed class RebuildWish
{
    private readonly Lock gate = new();
    private readonly List<TaskCompletionSource<Rebuilt>> begun = [];
    private TaskCompletionSource<Rebuilt>? wanted;
    private CancellationTokenSource? following;

    public bool IsMade
    {
        get
        {
            lock (gate)
            {
                return wanted is not null || begun is not [];
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

    /// <summary>A rebuild begins: it grants what was wished before, and not what is wished from now on.</summary>
    public void Begin()
    {
        lock (gate)
        {
            begun.AddRange(wanted is null ? [] : [wanted]);
            wanted = null;
        }
    }

    public void Grant(Rebuilt rebuilt)
    {
        lock (gate)
        {
            begun.ForEach(wish => wish.SetResult(rebuilt));
            begun.Clear();
        }
    }

    /// <summary>Follows until a wish is made; <paramref name="ct"/> is thrown as ever.</summary>
    public async Task UnlessMadeAsync(Func<CancellationToken, Task> follow, CancellationToken ct)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ct);
        lock (gate)
        {
            if (IsMade)
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
