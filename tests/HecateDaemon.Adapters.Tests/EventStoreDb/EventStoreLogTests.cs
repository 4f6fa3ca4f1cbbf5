using HecateDaemon.Adapters.Tests.EventLog;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreLogTests : EventLogContract
{
    private readonly EventStoreUnderTest server;

    public EventStoreLogTests() => server = new EventStoreUnderTest(Clock);

    protected override bool NoticesAnIdElsewhere => false;

    protected override bool HasTheTestsClock => EventStoreUnderTest.RealServer is null;

    public override async Task DisposeAsync() => await server.DisposeAsync();

    protected override Task<IEventLog> NewLogAsync() => server.LogAsync();
}
