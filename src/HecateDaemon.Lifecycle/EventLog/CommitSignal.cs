using System.Runtime.CompilerServices;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Turns a log that can be read into one that can be followed, without polling or gaps.</summary>
public sealed class CommitSignal
{
    private TaskCompletionSource next = NewSource();

    /// <summary>To be called after each commit, once its events can be read.</summary>
    public void Raise() => Interlocked.Exchange(ref next, NewSource()).TrySetResult();

    /// <summary>Waits until it holds; looks again whenever the signal is raised.</summary>
    public async Task UntilAsync(Func<bool> holds, CancellationToken ct)
    {
        while (true)
        {
            var raised = Volatile.Read(ref next).Task;
            if (holds())
            {
                return;
            }

            await raised.WaitAsync(ct);
        }
    }

    /// <summary>What <paramref name="readAfter"/> gives now and after every commit to come, until cancelled.</summary>
    public async IAsyncEnumerable<StoredEvent> FollowAsync(
        Func<long, IAsyncEnumerable<StoredEvent>> readAfter,
        long position,
        [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            // Taken before reading: a commit that the read just misses has then completed it already.
            var committed = Volatile.Read(ref next).Task;
            await foreach (var stored in readAfter(position).WithCancellation(ct))
            {
                position = stored.Position;
                yield return stored;
            }

            await committed.WaitAsync(ct);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
