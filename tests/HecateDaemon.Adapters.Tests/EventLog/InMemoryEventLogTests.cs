using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventLog;

public sealed class InMemoryEventLogTests : EventLogContract
{
    protected override Task<IEventLog> NewLogAsync() => Task.FromResult<IEventLog>(new InMemoryEventLog(Clock));
}
