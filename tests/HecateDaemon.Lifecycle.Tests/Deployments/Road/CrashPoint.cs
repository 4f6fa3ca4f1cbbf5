using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>
/// A kill -9 at the n-th write, just before it or just after it is durable. From then on the process is dead: neither
/// the log nor the checkpoints do anything for it. A new one over the same store lives.
/// </summary>
internal sealed class CrashPoint(IEventLog log, ICheckpoints checkpoints, int atWrite, bool stored) : IEventLog, ICheckpoints, IEventLogHealth
{
    private readonly TaskCompletionSource crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int writes;

    /// <summary>Called before something is appended to a stream, with its name.</summary>
    public Func<string, Task> BeforeAppend { get; set; } = _ => Task.CompletedTask;

    public bool HasCrashed => crashed.Task.IsCompleted;

    public int Writes => Volatile.Read(ref writes);

    string? IEventLogHealth.Trouble => null;

    public async Task<AppendOutcome> AppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        await BeforeAppend(stream);
        return await WriteAsync(() => log.AppendAsync(stream, expectedVersion, events, ct));
    }

    public async Task SaveAsync(string reader, long position, CancellationToken ct) =>
        await WriteAsync(async () =>
        {
            await checkpoints.SaveAsync(reader, position, ct);
            return true;
        });

    public Task<long> LoadAsync(string reader, CancellationToken ct)
    {
        ThrowIfDead();
        return checkpoints.LoadAsync(reader, ct);
    }

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long afterVersion, CancellationToken ct)
    {
        ThrowIfDead();
        return log.ReadStreamAsync(stream, afterVersion, ct);
    }

    public IAsyncEnumerable<StoredEvent> ReadAllAsync(long afterPosition, CancellationToken ct)
    {
        ThrowIfDead();
        return log.ReadAllAsync(afterPosition, ct);
    }

    public IAsyncEnumerable<StoredEvent> SubscribeAsync(long afterPosition, CancellationToken ct)
    {
        ThrowIfDead();
        return log.SubscribeAsync(afterPosition, ct);
    }

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        ThrowIfDead();
        var isLast = Interlocked.Increment(ref writes) == atWrite;
        if (isLast && !stored)
        {
            crashed.TrySetResult();
        }

        ThrowIfDead();
        var outcome = await write();
        if (isLast)
        {
            crashed.TrySetResult();
        }

        ThrowIfDead();
        return outcome;
    }

    private void ThrowIfDead()
    {
        if (HasCrashed)
        {
            throw new OutsideWorldException("the process is dead");
        }
    }
}
