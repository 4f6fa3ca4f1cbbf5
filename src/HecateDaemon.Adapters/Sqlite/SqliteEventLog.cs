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

    /// <summary>The plus keeps SQLite from walking all positions instead of the stream.</summary>
    private const string StreamQuery =
        $"""
        SELECT {Columns} FROM events
        WHERE stream = $stream AND version > $after AND +position <= $end ORDER BY version
        """;

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
        return ReadAsync(stream, afterVersion, ct);
    }

    public IAsyncEnumerable<StoredEvent> ReadAllAsync(long afterPosition, CancellationToken ct) =>
        ReadAsync(stream: null, afterPosition, ct);

    public IAsyncEnumerable<StoredEvent> SubscribeAsync(long afterPosition, CancellationToken ct) =>
        database.Writer.Committed.FollowAsync(position => ReadAllAsync(position, ct), afterPosition, ct);

    /// <summary>Looks at everything before it stores anything: a refusal leaves nothing to undo.</summary>
    private AppendOutcome Append(
        SqliteStatements writer, string stream, long expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var version = writer.Head(stream);
        if (version != expectedVersion)
        {
            return Repeated(writer, stream, expectedVersion, events) is { } first
                ? first
                : new AppendOutcome.Conflict(version);
        }

        var now = clock.GetUtcNow();
        var position = -1L;
        foreach (var e in events)
        {
            position = writer.Insert(stream, ++version, e, now);
        }

        return new AppendOutcome.Appended(version, position);
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

    /// <summary>Page by page to the present end: no slow consumer keeps a transaction open, no end runs away.</summary>
    private async IAsyncEnumerable<StoredEvent> ReadAsync(
        string? stream, long after, [EnumeratorCancellation] CancellationToken ct)
    {
        var end = await database.EndAsync(ct);
        var more = true;
        while (more)
        {
            (var page, more) = await database.ReadAsync(c => ReadPageAsync(c, stream, after, end, ct), ct);
            foreach (var stored in page)
            {
                ct.ThrowIfCancellationRequested();
                after = stream is null ? stored.Position : stored.Version;
                yield return stored;
            }
        }
    }

    private static async Task<(List<StoredEvent> Page, bool More)> ReadPageAsync(
        SqliteConnection connection, string? stream, long after, long end, CancellationToken ct)
    {
        await using var query = connection.CreateCommand();
        query.CommandText = stream is null ? AllQuery : StreamQuery;
        query.Parameters.AddWithValue("$stream", (object?)stream ?? DBNull.Value);
        query.Parameters.AddWithValue("$after", after);
        query.Parameters.AddWithValue("$end", end);
        await using var rows = await query.ExecuteReaderAsync(ct);
        var page = new List<StoredEvent>();
        var bytes = 0;
        while (await rows.ReadAsync(ct))
        {
            var stored = Read(rows);
            page.Add(stored);
            bytes += stored.Data.Length + stored.Metadata.Length;
            if (page.Count == PageLength || bytes >= PageBytes)
            {
                return (page, More: true);
            }
        }

        return (page, More: false);
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
