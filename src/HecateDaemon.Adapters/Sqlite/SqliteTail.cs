using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>The events committed last, for those who follow the log or a stream at its end: they need not ask the file.</summary>
internal sealed class SqliteTail
{
    private const int MaxEvents = 1024;
    private const int MaxBytes = 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<StoredEvent> events = new();
    private long bytes;

    public void Add(IEnumerable<StoredEvent> committed)
    {
        lock (gate)
        {
            foreach (var stored in committed)
            {
                events.Enqueue(stored);
                bytes += SizeOf(stored);
            }

            while (events.Count > MaxEvents || bytes > MaxBytes)
            {
                bytes -= SizeOf(events.Dequeue());
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
            var known = events.Where(e => e.Stream == stream);
            return known.FirstOrDefault() is { } first && first.Version <= version + 1
                ? [.. known.Where(e => e.Version > version)]
                : null;
        }
    }

    private static int SizeOf(StoredEvent stored) => stored.Data.Length + stored.Metadata.Length;
}
