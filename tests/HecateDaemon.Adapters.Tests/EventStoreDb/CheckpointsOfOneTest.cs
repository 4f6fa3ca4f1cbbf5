using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>Checkpoints that others keep as well: the readers of one test have names of their own.</summary>
internal sealed class CheckpointsOfOneTest(ICheckpoints checkpoints, string prefix) : ICheckpoints
{
    public Task<long> LoadAsync(string reader, CancellationToken ct)
    {
        EventLogLimits.CheckReader(reader);
        return checkpoints.LoadAsync(prefix + reader, ct);
    }

    public Task SaveAsync(string reader, long position, CancellationToken ct)
    {
        EventLogLimits.CheckReader(reader);
        return checkpoints.SaveAsync(prefix + reader, position, ct);
    }
}
