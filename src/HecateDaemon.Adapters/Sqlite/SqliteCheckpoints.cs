using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>The readers' checkpoints, beside the events that they are about.</summary>
public sealed class SqliteCheckpoints(SqliteDatabase database) : ICheckpoints
{
    public async Task<long> LoadAsync(string reader, CancellationToken ct)
    {
        EventLogLimits.CheckReader(reader);
        return await database.ReadAsync(
            async connection =>
            {
                await using var query = connection.CreateCommand();
                query.CommandText = "SELECT position FROM checkpoints WHERE reader = $reader";
                query.Parameters.AddWithValue("$reader", reader);
                return (long?)await query.ExecuteScalarAsync(ct) ?? -1;
            },
            ct);
    }

    public async Task SaveAsync(string reader, long position, CancellationToken ct)
    {
        EventLogLimits.CheckReader(reader);
        await database.Writer.WriteAsync(
            writer =>
            {
                writer.SaveCheckpoint(reader, position);
                return position;
            },
            ct);
    }
}
