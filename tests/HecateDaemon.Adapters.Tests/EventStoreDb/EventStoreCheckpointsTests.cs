using HecateDaemon.Adapters.Tests.EventLog;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreCheckpointsTests : CheckpointsContract
{
    private readonly EventStoreUnderTest server = new(TimeProvider.System);

    public override async Task DisposeAsync() => await server.DisposeAsync();

    protected override Task<ICheckpoints> NewCheckpointsAsync() => server.CheckpointsAsync();
}
