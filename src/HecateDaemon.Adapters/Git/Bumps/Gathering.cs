namespace HecateDaemon.Adapters.Git;

/// <summary>Wishes that come within a short while, or while others are being met, are met together.</summary>
internal sealed class Gathering<TWish, TAnswer>(
    TimeSpan window, TimeProvider clock, Func<IReadOnlyList<Waiting<TWish, TAnswer>>, CancellationToken, Task> meet)
{
    /// <summary>More would make a commit that nobody can read.</summary>
    private const int MaxTogether = 50;

    private readonly Lock gate = new();
    private readonly List<Waiting<TWish, TAnswer>> waiting = [];
    private bool isMeeting;

    public async Task<TAnswer> JoinAsync(TWish wish, CancellationToken ct)
    {
        var mine = new Waiting<TWish, TAnswer>(wish, ct);
        lock (gate)
        {
            waiting.Add(mine);
            if (!isMeeting)
            {
                isMeeting = true;
                _ = Task.Run(MeetAllAsync, CancellationToken.None);
            }
        }

        return await mine.Answer.WaitAsync(ct);
    }

    private async Task MeetAllAsync()
    {
        await Task.Delay(window, clock, CancellationToken.None);
        while (Take() is [_, ..] together)
        {
            using var abandoned = new CancellationTokenSource();
            using var watch = new Departures(together.Select(w => w.Gone), abandoned);
            try
            {
                await meet(together, abandoned.Token);
            }
            catch (Exception e)
            {
                together.ForEach(w => w.Fail(e));
            }
        }
    }

    private List<Waiting<TWish, TAnswer>> Take()
    {
        lock (gate)
        {
            waiting.RemoveAll(w => w.Gone.IsCancellationRequested);
            List<Waiting<TWish, TAnswer>> together = [.. waiting.Take(MaxTogether)];
            waiting.RemoveRange(0, together.Count);
            isMeeting = together.Count > 0;
            return together;
        }
    }
}

/// <summary>A wish, and whoever waits for the answer.</summary>
internal sealed class Waiting<TWish, TAnswer>(TWish wish, CancellationToken gone)
{
    private readonly TaskCompletionSource<TAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TWish Wish => wish;

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken Gone => gone;

    public Task<TAnswer> Answer => answer.Task;

    public void Say(TAnswer value) => answer.TrySetResult(value);

    public void Fail(Exception e) => answer.TrySetException(e);
}

/// <summary>Cancels when the last one has gone.</summary>
internal sealed class Departures : IDisposable
{
    private readonly List<CancellationTokenRegistration> registrations;
    private int left;

    public Departures(IEnumerable<CancellationToken> present, CancellationTokenSource whenEmpty)
    {
        CancellationToken[] all = [.. present];
        left = all.Length;
        registrations = [.. all.Select(gone => gone.Register(() =>
        {
            if (Interlocked.Decrement(ref left) is 0)
            {
                whenEmpty.Cancel();
            }
        }))];
    }

    public void Dispose() => registrations.ForEach(r => r.Dispose());
}
