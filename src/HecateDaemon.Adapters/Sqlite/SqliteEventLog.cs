using System.Runtime.CompilerServices;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Data.Sqlite;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>The event log in a SQLite file: what every installation has without asking for more.</summary>
public sealed class SqliteEventLog(SqliteDatabase database, TimeProvider clock) : IEventLog
{
    private const int PageLength = 500;
    private const int PageBytes = 4 * 1024 * 1024;
    private const string Columns = "position, stream, version, id, type, data, metadata, recorded_at";

    /// <summary>From the stream's end down to where the reader is.</summary>
    private const string PositionsQuery =
        """
        WITH RECURSIVE chain (position, previous, version) AS (
            SELECT position, previous, version FROM events
            WHERE position = (SELECT position FROM streams WHERE name = $stream AND version > $after)
            UNION ALL
            SELECT e.position, e.previous, e.version FROM chain JOIN events e ON e.position = chain.previous
            WHERE chain.version > $after + 1)
        SELECT position FROM chain ORDER BY position
        """;

    private const string ChosenQuery =
        $"SELECT {Columns} FROM events WHERE position IN (SELECT value FROM json_each($positions)) ORDER BY position";

    private const string AllQuery =
        $"SELECT {Columns} FROM events WHERE position > $after AND position <= $end ORDER BY position";

    public async Task<AppendOutcome> AppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        EventLogLimits.CheckAppend(stream, expectedVersion, events);
        return await database.Writer.WriteAsync(writer => Append(writer, stream, expectedVersion, events), ct);
    }

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long afterVersion, CancellationToken ct)
    {
        EventLogLimits.CheckStream(stream);
        return ReadChainAsync(stream, afterVersion, ct);
    }

    /// <summary>Page by page to the present end: no slow consumer keeps a transaction open, no end runs away.</summary>
    public async IAsyncEnumerable<StoredEvent> ReadAllAsync(long afterPosition, [EnumeratorCancellation] CancellationToken ct)
    {
        var end = await database.EndAsync(ct);
        while (afterPosition < end)
        {
            var page = database.Tail?.After(afterPosition) ?? await database.ReadAsync(
                connection => ReadPageAsync(connection, AllQuery, [("$after", afterPosition), ("$end", end)], ct), ct);
            foreach (var stored in page.TakeWhile(e => e.Position <= end))
            {
                ct.ThrowIfCancellationRequested();
                afterPosition = stored.Position;
                yield return stored;
            }
        }
    }

    public IAsyncEnumerable<StoredEvent> SubscribeAsync(long afterPosition, CancellationToken ct) =>
        database.Writer.Committed.FollowAsync(position => ReadAllAsync(position, ct), afterPosition, ct);

    /// <summary>Looks at everything before it stores anything: a refusal leaves nothing to undo.</summary>
    private AppendOutcome Append(
        SqliteStatements writer, string stream, long expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var version = writer.Version(stream);
        if (version != expectedVersion)
        {
            return Repeated(writer, stream, expectedVersion, events) is { } first
                ? first
                : new AppendOutcome.Conflict(version);
        }

        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var position = -1L;
        foreach (var e in events)
        {
            position = writer.Insert(stream, e, now);
        }

        return new AppendOutcome.Appended(version + events.Count, position);
    }

    private static AppendOutcome.Appended? Repeated(
        SqliteStatements writer, string stream, long expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var version = expectedVersion;
        long? position = null;
        foreach (var e in events)
        {
            position = writer.PositionAt(stream, ++version, e.Id);
            if (position is null)
            {
                return null;
            }
        }

        return new AppendOutcome.Appended(version, position!.Value);
    }

    /// <summary>The stream as it was when the reading began.</summary>
    private async IAsyncEnumerable<StoredEvent> ReadChainAsync(
        string stream, long after, [EnumeratorCancellation] CancellationToken ct)
    {
        if (database.Tail?.After(stream, after) is { } recent)
        {
            foreach (var stored in recent)
            {
                ct.ThrowIfCancellationRequested();
                yield return stored;
            }

            yield break;
        }

        var positions = await database.ReadAsync(connection => PositionsAsync(connection, stream, after, ct), ct);
        for (var read = 0; read < positions.Count;)
        {
            var chosen = $"[{string.Join(',', positions.Skip(read).Take(PageLength))}]";
            var page = await database.ReadAsync(
                connection => ReadPageAsync(connection, ChosenQuery, [("$positions", chosen)], ct), ct);
            foreach (var stored in page)
            {
                ct.ThrowIfCancellationRequested();
                read++;
                yield return stored;
            }
        }
    }

    private static async Task<List<long>> PositionsAsync(
        SqliteConnection connection, string stream, long after, CancellationToken ct)
    {
        await using var query = Query(connection, PositionsQuery, [("$stream", stream), ("$after", after)]);
        await using var rows = await query.ExecuteReaderAsync(ct);
        var positions = new List<long>();
        while (await rows.ReadAsync(ct))
        {
            positions.Add(rows.GetInt64(0));
        }

        return positions;
    }

    private static async Task<List<StoredEvent>> ReadPageAsync(
        SqliteConnection connection, string sql, (string Name, object Value)[] parameters, CancellationToken ct)
    {
        await using var query = Query(connection, sql, parameters);
        await using var rows = await query.ExecuteReaderAsync(ct);
        var page = new List<StoredEvent>();
        var bytes = 0;
        while (page.Count < PageLength && bytes < PageBytes && await rows.ReadAsync(ct))
        {
            var stored = Read(rows);
            page.Add(stored);
            bytes += stored.Data.Length + stored.Metadata.Length;
        }

        return page;
    }

    private static SqliteCommand Query(SqliteConnection connection, string sql, (string Name, object Value)[] parameters)
    {
        var query = connection.CreateCommand();
        query.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            query.Parameters.AddWithValue(name, value);
        }

        return query;
    }

    private static StoredEvent Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        new Guid(row.GetFieldValue<byte[]>(3), bigEndian: true),
        row.GetString(4),
        row.GetFieldValue<byte[]>(5),
        row.GetFieldValue<byte[]>(6),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)));
}
