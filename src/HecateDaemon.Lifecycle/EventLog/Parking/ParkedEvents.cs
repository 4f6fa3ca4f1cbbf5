using System.Collections.Concurrent;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>What is parked at present, by all readers: at most one event of each stream for each of them, the earliest.</summary>
public sealed class ParkedEvents
{
    private readonly ConcurrentDictionary<(string Reader, string Stream), ParkedEvent> parked = new();

    /// <summary>In the order of the log.</summary>
    public IReadOnlyList<ParkedEvent> All =>
        [.. parked.Values.OrderBy(p => p.Position).ThenBy(p => p.Reader, StringComparer.Ordinal)];

    public bool Holds(string reader, string stream) => parked.ContainsKey((reader, stream));

    public void Park(ParkedEvent e) => parked[(e.Reader, e.Stream)] = e;

    public void Unpark(string reader, string stream) => parked.TryRemove((reader, stream), out _);
}
