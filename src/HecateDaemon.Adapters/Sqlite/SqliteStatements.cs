using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>What the writer says to SQLite, prepared once. For one thread at a time.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStreams streams = new(connection);
    private readonly List<StoredEvent> stored = [];
    private readonly SqliteStatement begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement commit = new(connection, "COMMIT");
    private readonly SqliteStatement rollBack = new(connection, "ROLLBACK");
    private readonly SqliteStatement lastPosition = new(connection, "SELECT coalesce(max(position), -1) FROM events");

    private readonly SqliteStatement positionAt = new(
        connection,
        $"{SqliteStreams.Chain} SELECT position FROM chain WHERE version = ?2 AND id = ?3");

    private readonly SqliteStatement insert = new(
        connection,
        """
        INSERT INTO events (previous, stream, version, id, type, data, metadata, recorded_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    private readonly SqliteStatement saveCheckpoint = new(
        connection,
        """
        INSERT INTO checkpoints (reader, position) VALUES (?1, ?2)
        ON CONFLICT (reader) DO UPDATE SET position = excluded.position WHERE excluded.position > position
        """);

    private readonly SqliteStatement tryToWrite = new(
        connection,
        """
        INSERT INTO checkpoints (reader, position) VALUES ('tries_after_trouble', 1)
        ON CONFLICT (reader) DO UPDATE SET position = position + 1
        """);

    /// <summary>What was inserted since this was last forgotten.</summary>
    public IReadOnlyList<StoredEvent> Stored => stored;

    /// <summary>Rows changed since the start: tells a transaction that wrote from one that only looked.</summary>
    public long TotalChanges => sqlite3_total_changes(connection.Handle);

    public void Begin() => begin.Run();

    public void Commit()
    {
        streams.Save();
        commit.Run();
    }

    /// <summary>Some errors have already ended the transaction; then there is nothing to do.</summary>
    public void RollBack()
    {
        if (sqlite3_get_autocommit(connection.Handle) == 0)
        {
            rollBack.Run();
        }
    }

    public void ForgetStored() => stored.Clear();

    /// <summary>After a transaction that failed, what it is known to have written was not.</summary>
    public void ForgetAll()
    {
        streams.Forget();
        stored.Clear();
    }

    /// <summary>The position of the last event of all, or -1.</summary>
    public long LastPosition() => lastPosition.Ask()!.Value;

    /// <summary>The version of the stream's last event, or -1.</summary>
    public long Version(string stream) => streams.End(stream).Version;

    /// <summary>Where the stream's event of that version stands, if it has that id.</summary>
    public long? PositionAt(string stream, long version, Guid id) =>
        positionAt.Bind(1, streams.End(stream).Position).Bind(2, version).Bind(3, id).Ask();

    /// <summary>Stores the event, of a whole millisecond, behind the stream's last and answers its position.</summary>
    public long Insert(string stream, NewEvent e, DateTimeOffset now)
    {
        var end = streams.End(stream);
        insert.Bind(1, end.Position).Bind(2, stream).Bind(3, end.Version + 1).Bind(4, e.Id).Bind(5, e.Type)
            .Bind(6, e.Data.Span).Bind(7, e.Metadata.Span).Bind(8, now.ToUnixTimeMilliseconds()).Run();
        var position = sqlite3_last_insert_rowid(connection.Handle);
        streams.Grow(end, position);
        stored.Add(new(position, stream, end.Version, e.Id, e.Type, e.Data, e.Metadata, now));
        return position;
    }

    public void SaveCheckpoint(string reader, long position) => saveCheckpoint.Bind(1, reader).Bind(2, position).Run();

    /// <summary>Changes a row that nobody reads, to find out whether the file takes writes.</summary>
    public void TryToWrite() => tryToWrite.Run();

    public void Dispose()
    {
        SqliteStatement[] all =
            [begin, commit, rollBack, lastPosition, positionAt, insert, saveCheckpoint, tryToWrite];
        foreach (var statement in all)
        {
            statement.Dispose();
        }

        streams.Dispose();
    }
}
