using HecateDaemon.Adapters.Tests.EventLog;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public abstract class EventStoreLogTests : EventLogContract
{
    private readonly EventStoreUnderTest server;

    private protected EventStoreLogTests(bool sharesAppends) => server = new EventStoreUnderTest(Clock, sharesAppends);

    protected override bool HasTheTestsClock => EventStoreUnderTest.RealServer is null;

    public override async Task DisposeAsync() => await server.DisposeAsync();

    protected override async Task<IEventLog> NewLogAsync() => await server.LogAsync();
}

public sealed class EventStoreLogWithSharedAppendsTests() : EventStoreLogTests(sharesAppends: true);

public sealed class EventStoreLogWithAppendsAloneTests() : EventStoreLogTests(sharesAppends: false);
