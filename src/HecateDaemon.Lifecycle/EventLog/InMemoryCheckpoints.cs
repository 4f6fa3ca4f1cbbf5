using System.Collections.Concurrent;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>The checkpoints' twin without a disk: they last as long as the process.</summary>
public sealed class InMemoryCheckpoints : ICheckpoints
{
    private readonly ConcurrentDictionary<string, long> positions = new(StringComparer.Ordinal);

    public Task<long> LoadAsync(string reader, CancellationToken ct)
    {
        EventLogLimits.CheckReader(reader);
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(positions.GetValueOrDefault(reader, -1));
    }

    public Task SaveAsync(string reader, long position, CancellationToken ct)
    {
        EventLogLimits.CheckReader(reader);
        ct.ThrowIfCancellationRequested();
        positions.AddOrUpdate(reader, position, (_, saved) => Math.Max(saved, position));
        return Task.CompletedTask;
    }
}
