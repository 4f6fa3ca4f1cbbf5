namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>
/// The time for which this daemon may act for an environment. It ends by itself, by the monotonic clock, unless it is
/// extended in time.
/// </summary>
public sealed class Term : IDisposable
{
    private readonly CancellationTokenSource? ending;

    private Term()
    {
    }

    internal Term(TimeSpan valid, TimeProvider clock)
    {
        ending = new(valid, clock);
        Ended = ending.Token;
    }

    /// <summary>Of a daemon that is the only one.</summary>
    public static Term Endless { get; } = new();

    /// <summary>Whatever is done in this term is given up when this fires.</summary>
    public CancellationToken Ended { get; }

    /// <summary>False where it has ended already: then it stays so.</summary>
    internal bool TryExtend(TimeSpan valid)
    {
        ending?.CancelAfter(valid);
        return !Ended.IsCancellationRequested;
    }

    internal void End() => ending?.Cancel();

    public void Dispose() => ending?.Dispose();
}
