using HecateDaemon.Lifecycle.Values;
using Microsoft.Data.Sqlite;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>Recognises our databases, and brings an older one up to date; nothing is written to any other.</summary>
internal static class SqliteSchema
{
    /// <summary>"HECA", in the place that SQLite's file format keeps for it.</summary>
    private const long ApplicationId = 0x48454341;

    /// <summary>
    /// The n-th leads from schema n to n+1. Never change one that was released: add another. A stream is a chain: its row
    /// in streams names the last event, and each event the one before it, with -1 before the first. An index of streams
    /// would have every commit write a page for each stream in it, which cost half of all appends.
    /// </summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE events (
            position    INTEGER PRIMARY KEY AUTOINCREMENT,
            previous    INTEGER NOT NULL,
            stream      TEXT    NOT NULL,
            version     INTEGER NOT NULL,
            id          BLOB    NOT NULL,
            type        TEXT    NOT NULL,
            data        BLOB    NOT NULL,
            metadata    BLOB    NOT NULL,
            recorded_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE streams (
            id       INTEGER PRIMARY KEY,
            name     TEXT    NOT NULL UNIQUE,
            version  INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
        CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
        CREATE TABLE checkpoints (
            reader   TEXT    PRIMARY KEY,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    ];

    /// <summary>Gives the version of a database that is ours and not from the future.</summary>
    public static long Check(SqliteConnection connection, string path)
    {
        var version = Number(connection, "PRAGMA user_version");
        if (Number(connection, "SELECT count(*) FROM sqlite_schema") > 0
            && Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw Refused($"{path} is a database of another program: name another file for the event log");
        }

        if (version > Migrations.Length)
        {
            throw Refused(
                $"the event log {path} has schema {version} and this version knows {Migrations.Length}: "
                + "start the version that wrote it, or restore the backup made before the upgrade");
        }

        return version;
    }

    public static void BringUpToDate(SqliteConnection connection, string path)
    {
        var version = Check(connection, path);
        if (Scalar(connection, "PRAGMA journal_mode = WAL") is not "wal")
        {
            throw Refused(
                $"the event log {path} is on a file system that SQLite's WAL cannot use: name a file on a local disk");
        }

        // An up-to-date database takes part too: so a start finds out whether the file can be written.
        using var transaction = connection.BeginTransaction(deferred: false);
        for (; version < Migrations.Length; version++)
        {
            Run(connection, Migrations[version]);
            Run(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}");
        }

        transaction.Commit();
    }

    public static void Run(SqliteConnection connection, string sql) => Scalar(connection, sql);

    public static long Number(SqliteConnection connection, string sql) => (long)Scalar(connection, sql)!;

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static OutsideWorldException Refused(string sentence) => new(sentence) { NeedsPerson = true };
}
