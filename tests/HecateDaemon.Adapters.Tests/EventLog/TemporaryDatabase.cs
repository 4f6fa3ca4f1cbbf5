using HecateDaemon.Adapters.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>A database in a folder of its own, to be deleted after the test.</summary>
internal sealed class TemporaryDatabase
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-eventlog-");
    private readonly List<SqliteDatabase> opened = [];

    /// <summary>In folders still to be created, and with all that means something else in connection strings or URIs.</summary>
    public string Path => System.IO.Path.Combine(folder.FullName, "state", "hecate", "events;Mode=Memory '%41?#.db");

    public SqliteDatabase Open(int maxPages = int.MaxValue, int busySeconds = 5, TimeProvider? clock = null)
    {
        var database = New(Path, maxPages, busySeconds, clock);
        database.Open();
        opened.Add(database);
        return database;
    }

    public static SqliteDatabase New(
        string path, int maxPages = int.MaxValue, int busySeconds = 5, TimeProvider? clock = null) =>
        new(path, clock ?? TimeProvider.System, NullLogger<SqliteDatabase>.Instance) { MaxPages = maxPages, BusySeconds = busySeconds };

    /// <summary>A file that was there before the daemon.</summary>
    public void Write(string text)
    {
        CreateFolder();
        File.WriteAllText(Path, text);
    }

    /// <summary>What another program does with the file.</summary>
    public object? Outside(string sql)
    {
        CreateFolder();
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public SqliteConnection Connect()
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        return connection;
    }

    public async Task DeleteAsync()
    {
        foreach (var database in opened)
        {
            await database.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private void CreateFolder() => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
}
