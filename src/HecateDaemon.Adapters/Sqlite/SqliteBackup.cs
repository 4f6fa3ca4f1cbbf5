using HecateDaemon.Lifecycle.Values;
using Microsoft.Data.Sqlite;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>Copies a database by SQLite's online backup: one moment of it, whole, whoever writes meanwhile.</summary>
internal static class SqliteBackup
{
    /// <summary>The file appears under its name only when it is complete.</summary>
    public static void Run(SqliteConnection source, string target)
    {
        var partial = $"{target}.partial";
        try
        {
            if (File.Exists(target))
            {
                throw new IOException("it is there already");
            }

            CopyAndName(source, partial, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutsideWorldException($"the backup {target} cannot be made: {e.Message}", e) { NeedsPerson = true };
        }
        finally
        {
            source.Dispose();
        }
    }

    /// <summary>What could not be finished is not left on a disk that may be full because of it.</summary>
    private static void CopyAndName(SqliteConnection source, string partial, string target)
    {
        try
        {
            SqliteFile.CreateNew(partial);
            Copy(source, partial);
            File.Move(partial, target, overwrite: false);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static void Copy(SqliteConnection source, string target)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = target, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        using var copy = new SqliteConnection(settings.ToString());
        source.Open();
        copy.Open();
        source.BackupDatabase(copy);
        // One file, with nothing beside it, that even a read-only folder can hold.
        SqliteSchema.Run(copy, "PRAGMA journal_mode = DELETE");
    }
}
