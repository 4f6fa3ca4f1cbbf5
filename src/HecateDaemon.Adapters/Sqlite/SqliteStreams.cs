using Microsoft.Data.Sqlite;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>Where each stream ends, written once a transaction however much a stream grew in it. For one thread at a time.</summary>
internal sealed class SqliteStreams(SqliteConnection connection) : IDisposable
{
    /// <summary>The events of a stream down from the position ?1 to the version ?2.</summary>
    public const string Chain =
        """
        WITH RECURSIVE chain (position, previous, version, id) AS (
            SELECT position, previous, version, id FROM events WHERE position = ?1
            UNION ALL
            SELECT e.position, e.previous, e.version, e.id FROM chain JOIN events e ON e.position = chain.previous
            WHERE chain.version > ?2)
        """;

    /// <summary>More streams than are written to at the same time; beyond it, all are looked up again.</summary>
    private const int Known = 4096;

    private readonly Dictionary<string, SqliteStreamEnd> ends = new(StringComparer.Ordinal);
    private readonly List<SqliteStreamEnd> grown = [];
    private readonly SqliteStatement find = new(connection, "SELECT id, version, position FROM streams WHERE name = ?1");
    private readonly SqliteStatement add =
        new(connection, "INSERT INTO streams (name, version, position) VALUES (?1, ?2, ?3) RETURNING id");

    private readonly SqliteStatement move = new(connection, "UPDATE streams SET version = ?2, position = ?3 WHERE id = ?1");

    /// <summary>Remembered, since nobody else writes.</summary>
    public SqliteStreamEnd End(string stream)
    {
        if (!ends.TryGetValue(stream, out var end))
        {
            Span<long> row = stackalloc long[3];
            end = find.Bind(1, stream).Ask(row)
                ? new SqliteStreamEnd(stream) { Row = row[0], Version = row[1], Position = row[2] }
                : new SqliteStreamEnd(stream);
            ends.Add(stream, end);
        }

        return end;
    }

    public void Grow(SqliteStreamEnd end, long position)
    {
        end.Version++;
        end.Position = position;
        if (!end.IsToBeSaved)
        {
            end.IsToBeSaved = true;
            grown.Add(end);
        }
    }

    /// <summary>To be called within the transaction, at its end.</summary>
    public void Save()
    {
        foreach (var end in grown)
        {
            Save(end);
        }

        grown.Clear();
        if (ends.Count > Known)
        {
            ends.Clear();
        }
    }

    public void Forget()
    {
        ends.Clear();
        grown.Clear();
    }

    public void Dispose()
    {
        find.Dispose();
        add.Dispose();
        move.Dispose();
    }

    private void Save(SqliteStreamEnd end)
    {
        end.IsToBeSaved = false;
        if (end.Row is { } row)
        {
            move.Bind(1, row).Bind(2, end.Version).Bind(3, end.Position).Run();
        }
        else
        {
            end.Row = add.Bind(1, end.Name).Bind(2, end.Version).Bind(3, end.Position).Ask();
        }
    }
}
