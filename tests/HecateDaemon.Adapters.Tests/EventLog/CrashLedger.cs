using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>
/// What a child that is killed again and again was told to be stored, beside what is found by a second reader, which
/// knows the file's tables and nothing of ours.
/// </summary>
internal sealed class CrashLedger
{
    private readonly Dictionary<Guid, (string Stream, long Version, long Position)> acknowledged = [];
    private readonly HashSet<Guid> unseen = [];
    private readonly HashSet<Guid> seen = [];
    private readonly Dictionary<string, long> heads = new(StringComparer.Ordinal);
    private long read = -1;
    private long saved = -1;

    /// <summary>What the log said when it could not be written, each time.</summary>
    public List<string> Troubles { get; } = [];

    public int Acknowledged => acknowledged.Count;

    /// <summary>Whole appends.</summary>
    public int Stored => seen.Count;

    /// <summary>Appends that were acknowledged and are not there, or are elsewhere, and checkpoints that went back.</summary>
    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    /// <summary>Appends of which a part is there, and streams whose versions do not follow each other.</summary>
    public int Torn { get; private set; }

    /// <summary>What the child said. The kill may have cut the last line: only what ends in a full stop was said.</summary>
    public void Note(string line)
    {
        switch (line.Split(' '))
        {
            case ["ack", var stream, var version, var position, var append, "."]:
                acknowledged.Add(Guid.Parse(append), (stream, long.Parse(version), long.Parse(position)));
                unseen.Add(Guid.Parse(append));
                break;
            case ["saved", var position, "."]:
                saved = long.Parse(position);
                break;
            case ["trouble", ..]:
                Troubles.Add(line["trouble ".Length..]);
                break;
        }
    }

    public void Read(TemporaryDatabase temporary, bool onlyNew)
    {
        if (!onlyNew)
        {
            read = -1;
            seen.Clear();
            heads.Clear();
            unseen.UnionWith(acknowledged.Keys);
        }

        if (!File.Exists(temporary.Path))
        {
            return;
        }

        using var connection = temporary.Connect();
        if (Ask(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'events'") > 0)
        {
            ReadEvents(connection);
            Lost += Ask(connection, "SELECT coalesce(max(position), -1) FROM checkpoints WHERE reader = 'child'") < saved ? 1 : 0;
        }

        Lost += unseen.Count;
        unseen.Clear();
    }

    private void ReadEvents(SqliteConnection connection)
    {
        using var query = connection.CreateCommand();
        query.CommandText = $"SELECT stream, version, position, data FROM events WHERE position > {read} ORDER BY position";
        using var rows = query.ExecuteReader();
        var append = new List<(string Stream, long Version, long Position, EventLogChild.Part Part)>();
        while (rows.Read())
        {
            var part = JsonSerializer.Deserialize<EventLogChild.Part>(rows.GetFieldValue<byte[]>(3))!;
            append.Add((rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), part));
            Torn += part.Index == append.Count - 1 && part.Append == append[0].Part.Append ? 0 : 1;
            Torn += heads.GetValueOrDefault(append[^1].Stream, -1) + 1 == append[^1].Version ? 0 : 1;
            heads[append[^1].Stream] = append[^1].Version;
            read = append[^1].Position;
            if (append.Count == part.Count)
            {
                Check(append);
                append.Clear();
            }
        }

        Torn += append.Count;
    }

    private void Check(List<(string Stream, long Version, long Position, EventLogChild.Part Part)> append)
    {
        var (stream, version, position, part) = append[^1];
        Doubled += seen.Add(part.Append) ? 0 : 1;
        Lost += acknowledged.TryGetValue(part.Append, out var said) && said != (stream, version, position) ? 1 : 0;
        unseen.Remove(part.Append);
    }

    private static long Ask(SqliteConnection connection, string sql)
    {
        using var query = connection.CreateCommand();
        query.CommandText = sql;
        return (long)query.ExecuteScalar()!;
    }
}
