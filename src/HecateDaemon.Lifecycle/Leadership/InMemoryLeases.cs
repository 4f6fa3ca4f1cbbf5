using System.Collections.Concurrent;
using System.Globalization;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>The leases' twin that lasts as long as the process.</summary>
public sealed class InMemoryLeases : IKeepLeases
{
    private readonly ConcurrentDictionary<EnvironmentName, LeaseEntry> entries = new();

    public LeaderElection Kind => LeaderElection.EventLog;

    public Task<LeaseEntry> ReadAsync(TargetEnvironment environment, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(entries.GetOrAdd(environment.Name, new LeaseEntry(Record: null, "0")));
    }

    public async Task<string?> TryWriteAsync(TargetEnvironment environment, LeaseRecord record, string version, CancellationToken ct)
    {
        var now = await ReadAsync(environment, ct);
        var next = (int.Parse(version, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        return now.Version == version && entries.TryUpdate(environment.Name, new(record, next), now) ? next : null;
    }
}
