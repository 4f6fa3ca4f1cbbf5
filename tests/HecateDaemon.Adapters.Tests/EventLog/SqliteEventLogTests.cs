using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventLog;

public sealed class SqliteEventLogTests : EventLogContract
{
    private readonly TemporaryDatabase temporary = new();

    public override Task DisposeAsync() => temporary.DeleteAsync();

    protected override Task<IEventLog> NewLogAsync() =>
        Task.FromResult<IEventLog>(new SqliteEventLog(temporary.Open(), Clock));
}
