using System.Runtime.CompilerServices;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>The event log's twin without a disk: the same promises, but it lasts as long as the process.</summary>
public sealed class InMemoryEventLog(TimeProvider clock) : IEventLog
{
    private readonly Lock gate = new();
    private readonly List<StoredEvent> all = [];
    private readonly Dictionary<string, List<StoredEvent>> streams = new(StringComparer.Ordinal);
    private readonly CommitSignal committed = new();

    public Task<AppendOutcome> AppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        EventLogLimits.CheckAppend(stream, expectedVersion, events);
        ct.ThrowIfCancellationRequested();
        AppendOutcome outcome;
        lock (gate)
        {
            outcome = Store(stream, expectedVersion, events);
        }

        committed.Raise();
        return Task.FromResult(outcome);
    }

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long afterVersion, CancellationToken ct)
    {
        EventLogLimits.CheckStream(stream);
        return ReadAsync(() => streams.GetValueOrDefault(stream, []), afterVersion, ct);
    }

    public IAsyncEnumerable<StoredEvent> ReadAllAsync(long afterPosition, CancellationToken ct) =>
        ReadAsync(() => all, afterPosition, ct);

    public IAsyncEnumerable<StoredEvent> SubscribeAsync(long afterPosition, CancellationToken ct) =>
        committed.FollowAsync(position => ReadAllAsync(position, ct), afterPosition, ct);

    private AppendOutcome Store(string stream, long expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var known = streams.GetValueOrDefault(stream, []);
        var head = known.Count - 1L;
        if (head != expectedVersion)
        {
            var there = known.Skip((int)Math.Min(expectedVersion + 1, known.Count)).Take(events.Count).ToList();
            return there.Select(e => e.Id).SequenceEqual(events.Select(e => e.Id))
                ? new AppendOutcome.Appended(there[^1].Version, there[^1].Position)
                : new AppendOutcome.Conflict(head);
        }

        foreach (var e in events)
        {
            var stored = new StoredEvent(
                all.Count, stream, ++head, e.Id, e.Type, e.Data.ToArray(), e.Metadata.ToArray(), Now());
            all.Add(stored);
            known.Add(stored);
        }

        streams[stream] = known;
        return new AppendOutcome.Appended(head, all.Count - 1);
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    private async IAsyncEnumerable<StoredEvent> ReadAsync(
        Func<List<StoredEvent>> source, long after, [EnumeratorCancellation] CancellationToken ct)
    {
        List<StoredEvent> found;
        lock (gate)
        {
            // Versions and positions are the indexes of their lists.
            var events = source();
            var from = (int)Math.Clamp(after, -1, events.Count - 1) + 1;
            found = events.GetRange(from, events.Count - from);
        }

        await foreach (var stored in found.ToAsyncEnumerable().WithCancellation(ct))
        {
            ct.ThrowIfCancellationRequested();
            yield return stored;
        }
    }
}
