using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>A log that others write to as well, as one test sees it: its own streams, from where it began.</summary>
internal sealed class EventLogOfOneTest(IEventLog log, string prefix, long begin) : IEventLog
{
    private readonly ConcurrentDictionary<string, string> names = new(StringComparer.Ordinal);

    public Task<AppendOutcome> AppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        EventLogLimits.CheckStream(stream);
        return log.AppendAsync(Real(stream), expectedVersion, events, ct);
    }

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long afterVersion, CancellationToken ct)
    {
        EventLogLimits.CheckStream(stream);
        return Ours(log.ReadStreamAsync(Real(stream), afterVersion, ct));
    }

    public IAsyncEnumerable<StoredEvent> ReadAllAsync(long afterPosition, CancellationToken ct) =>
        Ours(log.ReadAllAsync(Math.Max(afterPosition, begin), ct));

    public IAsyncEnumerable<StoredEvent> SubscribeAsync(long afterPosition, CancellationToken ct) =>
        Ours(log.SubscribeAsync(Math.Max(afterPosition, begin), ct));

    private string Real(string stream)
    {
        var real = $"{prefix}{stream}"[..Math.Min(prefix.Length + stream.Length, EventLogLimits.NameLength)];
        names[real] = stream;
        return real;
    }

    private IAsyncEnumerable<StoredEvent> Ours(IAsyncEnumerable<StoredEvent> all) =>
        all.Where(e => names.ContainsKey(e.Stream)).Select(e => e with { Stream = names[e.Stream] });
}
