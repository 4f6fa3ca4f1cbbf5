using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventLog;

public sealed class InMemoryCheckpointsTests : CheckpointsContract
{
    protected override Task<ICheckpoints> NewCheckpointsAsync() => Task.FromResult<ICheckpoints>(new InMemoryCheckpoints());
}
