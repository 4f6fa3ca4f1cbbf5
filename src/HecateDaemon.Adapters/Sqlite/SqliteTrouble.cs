using HecateDaemon.Lifecycle.Values;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>Says what SQLite's error codes mean for the person who looks after the machine.</summary>
internal static class SqliteTrouble
{
    private static readonly (string Seen, string Instead) Full =
        ("has no room left on its disk", "free some; nothing needs a restart");

    public static OutsideWorldException Explain(string path, SqliteException e)
    {
        var (seen, instead) = e.SqliteErrorCode switch
        {
            SQLITE_FULL => Full,
            // The file between processes is beside the database, and SQLite has no other word for its growth.
            SQLITE_IOERR when e.SqliteExtendedErrorCode == SQLITE_IOERR_SHMSIZE => Full,
            SQLITE_READONLY or SQLITE_PERM => ("is read-only", "let this account write to the file and its folder"),
            SQLITE_CANTOPEN => ("cannot be opened", "see that its folder is there and this account may use both"),
            SQLITE_NOTADB => ("is not a SQLite database", "name another file, or move this one away"),
            SQLITE_CORRUPT => ("is damaged", "stop the daemon, and restore a backup or what .recover can save"),
            SQLITE_BUSY or SQLITE_LOCKED => ("is locked by another program", "end that program's transaction"),
            SQLITE_IOERR => ("could not be read or written", "look at the disk, its quotas and the kernel's log"),
            _ => ("failed", "look at the disk and the file"),
        };
        return new OutsideWorldException(
            $"the event log {path} {seen} (SQLite error {e.SqliteExtendedErrorCode}): {instead}", e)
        {
            NeedsPerson = e.SqliteErrorCode is not (SQLITE_BUSY or SQLITE_LOCKED),
        };
    }
}
