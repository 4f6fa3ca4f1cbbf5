using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>The events committed last, for those who follow the log or a stream at its end: they need not ask the file.</summary>
internal sealed class SqliteTail
{
    private const int MaxEvents = 1024;
    private const int MaxBytes = 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<StoredEvent> events = new();
    private readonly Dictionary<string, Queue<StoredEvent>> byStream = new(StringComparer.Ordinal);
    private long bytes;

    public void Add(IEnumerable<StoredEvent> committed)
    {
        lock (gate)
        {
            foreach (var stored in committed)
            {
                Add(stored);
            }

            while (events.Count > MaxEvents || bytes > MaxBytes)
            {
                RemoveFirst();
            }
        }
    }

    /// <summary>All events after a position; null where some of them are no longer here.</summary>
    public List<StoredEvent>? After(long position)
    {
        lock (gate)
        {
            return events.TryPeek(out var first) && first.Position <= position + 1
                ? [.. events.Where(e => e.Position > position)]
                : null;
        }
    }

    /// <summary>The stream's events after a version; null where some of them may no longer be here.</summary>
    public List<StoredEvent>? After(string stream, long version)
    {
        lock (gate)
        {
            return byStream.TryGetValue(stream, out var known) && known.Peek().Version <= version + 1
                ? [.. known.Where(e => e.Version > version)]
                : null;
        }
    }

    private static int SizeOf(StoredEvent stored) => stored.Data.Length + stored.Metadata.Length;

    private void Add(StoredEvent stored)
    {
        events.Enqueue(stored);
        bytes += SizeOf(stored);
        if (!byStream.TryGetValue(stored.Stream, out var known))
        {
            byStream.Add(stored.Stream, known = new());
        }

        known.Enqueue(stored);
    }

    /// <summary>The oldest of all is the oldest of its stream.</summary>
    private void RemoveFirst()
    {
        var first = events.Dequeue();
        bytes -= SizeOf(first);
        var known = byStream[first.Stream];
        known.Dequeue();
        if (known.Count == 0)
        {
            byStream.Remove(first.Stream);
        }
    }
}
