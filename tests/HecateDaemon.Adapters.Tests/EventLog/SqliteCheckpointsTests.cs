using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventLog;

public sealed class SqliteCheckpointsTests : CheckpointsContract
{
    private readonly TemporaryDatabase temporary = new();

    public override Task DisposeAsync() => temporary.DeleteAsync();

    protected override Task<ICheckpoints> NewCheckpointsAsync() =>
        Task.FromResult<ICheckpoints>(new SqliteCheckpoints(temporary.Open()));
}
