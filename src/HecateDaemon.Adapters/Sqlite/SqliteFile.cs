using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>The database as a file: readable by its owner only, and claimed by one writing process at a time.</summary>
internal static class SqliteFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Creates what is missing and takes the lock beside the database, which the kernel frees when the process ends,
    /// however it ends. The database itself cannot carry the lock: closing it would drop SQLite's own.
    /// </summary>
    public static FileStream Claim(string path)
    {
        try
        {
            CreateFolder(Path.GetDirectoryName(path) ?? path);
            var claim = new FileStream($"{path}.lock", Creation(FileShare.None));
            try
            {
                // SQLite would create it readable by everybody; its -wal and -shm take over this file's mode.
                new FileStream(path, Creation(FileShare.ReadWrite)).Dispose();
                return claim;
            }
            catch
            {
                claim.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutsideWorldException(
                IsHeldByAnother(e)
                    ? $"another process writes to the event log {path} (it holds {path}.lock): "
                        + "stop it, or name another file"
                    : $"the event log {path} cannot be created or opened for writing ({e.Message}): "
                        + "name a file in a folder that this account may write to",
                e)
            {
                NeedsPerson = true,
            };
        }
    }

    /// <summary>An empty file for its owner only, in the place of one that was left half done.</summary>
    public static void CreateNew(string path)
    {
        File.Delete(path);
        new FileStream(path, Creation(FileShare.None)).Dispose();
    }

    /// <summary>
    /// Takes what the largest append needs from the disk and gives it back: a row that is only changed can find a place
    /// in the -wal on a disk that has none for an event.
    /// </summary>
    public static bool HasRoomForAnAppend(string path)
    {
        var options = Creation(FileShare.None);
        options.Mode = FileMode.Create;
        options.Access = FileAccess.Write;
        options.Options = FileOptions.DeleteOnClose;
        options.PreallocationSize = EventLogLimits.AppendBytes;
        try
        {
            new FileStream($"{path}.room", options).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.</summary>
    private static bool IsHeldByAnother(Exception e) =>
        e is IOException { HResult: 11 or 35 or unchecked((int)0x80070020) };

    private static FileStreamOptions Creation(FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
