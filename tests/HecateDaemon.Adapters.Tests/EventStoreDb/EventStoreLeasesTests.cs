using HecateDaemon.Adapters.Tests.Leadership;
using HecateDaemon.Lifecycle.Leadership;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreLeasesTests : LeasesContract
{
    private readonly EventStoreUnderTest server = new(TimeProvider.System);

    public override async Task DisposeAsync() => await server.DisposeAsync();

    protected override Task<(IKeepLeases One, IKeepLeases Two)> NewLeasesAsync() => server.LeasesAsync();
}
