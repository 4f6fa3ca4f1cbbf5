using System.Runtime.CompilerServices;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

/// <summary>A log that knows how much each of its subscribers has taken, in the order in which they came.</summary>
internal sealed class CountedLog(IEventLog log) : IEventLog
{
    private readonly Lock gate = new();
    private readonly List<Reader> readers = [];

    public IReadOnlyList<Reader> Readers
    {
        get
        {
            lock (gate)
            {
                return [.. readers];
            }
        }
    }

    public Task<AppendOutcome> AppendAsync(string stream, long expectedVersion, IReadOnlyList<NewEvent> events, CancellationToken ct) =>
        log.AppendAsync(stream, expectedVersion, events, ct);

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long afterVersion, CancellationToken ct) =>
        log.ReadStreamAsync(stream, afterVersion, ct);

    public IAsyncEnumerable<StoredEvent> ReadAllAsync(long afterPosition, CancellationToken ct) => log.ReadAllAsync(afterPosition, ct);

    public async IAsyncEnumerable<StoredEvent> SubscribeAsync(long afterPosition, [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = new Reader();
        lock (gate)
        {
            readers.Add(reader);
        }

        try
        {
            await foreach (var stored in log.SubscribeAsync(afterPosition, ct))
            {
                reader.Take();
                yield return stored;
            }
        }
        finally
        {
            reader.Left.TrySetResult();
        }
    }

    public sealed class Reader
    {
        private long taken;

        public long Taken => Volatile.Read(ref taken);

        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Take() => Interlocked.Increment(ref taken);
    }
}
