using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>What the writer says to SQLite, prepared once. For one thread at a time.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand begin = Prepare(connection, "BEGIN IMMEDIATE");
    private readonly SqliteCommand commit = Prepare(connection, "COMMIT");
    private readonly SqliteCommand rollBack = Prepare(connection, "ROLLBACK");
    private readonly SqliteCommand lastPosition = Prepare(connection, "SELECT coalesce(max(position), -1) FROM events");

    private readonly SqliteCommand head = Prepare(
        connection, "SELECT coalesce(max(version), -1) FROM events WHERE stream = $1", SqliteType.Text);

    private readonly SqliteCommand positionAt = Prepare(
        connection,
        "SELECT position FROM events WHERE stream = $1 AND version = $2 AND id = $3",
        SqliteType.Text, SqliteType.Integer, SqliteType.Blob);

    private readonly SqliteCommand holds = Prepare(
        connection, "SELECT 1 FROM events WHERE stream = $1 AND id = $2", SqliteType.Text, SqliteType.Blob);

    private readonly SqliteCommand insert = Prepare(
        connection,
        """
        INSERT INTO events (stream, version, id, type, data, metadata, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        RETURNING position
        """,
        SqliteType.Text, SqliteType.Integer, SqliteType.Blob, SqliteType.Text, SqliteType.Blob, SqliteType.Blob,
        SqliteType.Integer);

    private readonly SqliteCommand saveCheckpoint = Prepare(
        connection,
        """
        INSERT INTO checkpoints (reader, position) VALUES ($1, $2)
        ON CONFLICT (reader) DO UPDATE SET position = excluded.position WHERE excluded.position > position
        """,
        SqliteType.Text, SqliteType.Integer);

    private readonly SqliteCommand tryToWrite = Prepare(
        connection,
        """
        INSERT INTO checkpoints (reader, position) VALUES ('tries_after_trouble', 1)
        ON CONFLICT (reader) DO UPDATE SET position = position + 1
        """);

    /// <summary>Rows changed since the start: tells a transaction that wrote from one that only looked.</summary>
    public long TotalChanges => sqlite3_total_changes(connection.Handle);

    public void Begin() => begin.ExecuteNonQuery();

    public void Commit() => commit.ExecuteNonQuery();

    /// <summary>Some errors have already ended the transaction; then there is nothing to do.</summary>
    public void RollBack()
    {
        if (sqlite3_get_autocommit(connection.Handle) == 0)
        {
            rollBack.ExecuteNonQuery();
        }
    }

    /// <summary>The position of the last event of all, or -1.</summary>
    public long LastPosition() => (long)lastPosition.ExecuteScalar()!;

    /// <summary>The version of the stream's last event, or -1.</summary>
    public long Head(string stream) => (long)Bind(head, stream).ExecuteScalar()!;

    /// <summary>Where the stream's event of that version stands, if it has that id.</summary>
    public long? PositionAt(string stream, long version, Guid id) =>
        (long?)Bind(positionAt, stream, version, Bytes(id)).ExecuteScalar();

    public bool Holds(string stream, Guid id) => Bind(holds, stream, Bytes(id)).ExecuteScalar() is not null;

    /// <summary>Stores the event and answers its position.</summary>
    public long Insert(string stream, long version, NewEvent e, DateTimeOffset now) =>
        (long)Bind(
            insert, stream, version, Bytes(e.Id), e.Type, e.Data.ToArray(), e.Metadata.ToArray(),
            now.ToUnixTimeMilliseconds()).ExecuteScalar()!;

    public void SaveCheckpoint(string reader, long position) =>
        Bind(saveCheckpoint, reader, position).ExecuteNonQuery();

    /// <summary>Changes a row that nobody reads, to find out whether the file takes writes.</summary>
    public void TryToWrite() => tryToWrite.ExecuteNonQuery();

    public void Dispose()
    {
        SqliteCommand[] all =
            [begin, commit, rollBack, lastPosition, head, positionAt, holds, insert, saveCheckpoint, tryToWrite];
        foreach (var command in all)
        {
            command.Dispose();
        }
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static SqliteCommand Prepare(
        SqliteConnection connection, string sql, params ReadOnlySpan<SqliteType> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var n = 1; n <= parameters.Length; n++)
        {
            command.Parameters.Add($"${n}", parameters[n - 1]);
        }

        command.Prepare();
        return command;
    }

    private static SqliteCommand Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var n = 0; n < values.Length; n++)
        {
            command.Parameters[n].Value = values[n];
        }

        return command;
    }
}
