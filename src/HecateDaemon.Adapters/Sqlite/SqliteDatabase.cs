using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>
/// The file that keeps events and checkpoints: one process writes, through one connection; readers have their own, and
/// other processes may read.
/// </summary>
public sealed partial class SqliteDatabase(string path, TimeProvider clock, ILogger<SqliteDatabase> logger)
    : IEventLogHealth, IAsyncDisposable
{
    private readonly string path = Path.GetFullPath(path);
    private FileStream? claim;
    private SqliteWriter? writer;
    private bool isOnlyRead;

    public string? Trouble => writer?.Trouble;

    /// <summary>A ceiling on the size of the file, for tests of a full disk.</summary>
    internal int MaxPages { get; init; } = int.MaxValue;

    /// <summary>How long another program's transaction is waited for.</summary>
    internal int BusySeconds { get; init; } = 5;

    internal SqliteWriter Writer =>
        writer ?? throw new ObjectDisposedException(nameof(SqliteDatabase), $"the event log {path} is not open");

    /// <summary>What the writer committed last; null where nothing is written here.</summary>
    internal SqliteTail? Tail => writer?.Tail;

    /// <summary>Creates the file if there is none. To be called once, before anything else.</summary>
    public void Open()
    {
        claim = SqliteFile.Claim(path);
        var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWrite));
        try
        {
            connection.Open();
            SqliteSchema.BringUpToDate(connection, path);
            // FULL: an acknowledged commit survives the loss of power, not only the end of the process. Commits of many
            // streams touch many pages, so that the usual 1000 would mean a checkpoint every few commits.
            SqliteSchema.Run(
                connection,
                $"PRAGMA synchronous = FULL; PRAGMA max_page_count = {MaxPages}; PRAGMA busy_timeout = {BusySeconds * 1000}; "
                + "PRAGMA wal_autocheckpoint = 8000");
            writer = new SqliteWriter(connection, path, clock, logger);
        }
        catch (Exception e)
        {
            connection.Dispose();
            claim.Dispose();
            if (e is SqliteException sqlite)
            {
                throw SqliteTrouble.Explain(path, sqlite);
            }

            throw;
        }

        Opened(path, writer.LastPosition);
    }

    /// <summary>Beside a daemon that may be writing, or alone; nothing can be written.</summary>
    public void OpenToRead()
    {
        if (!File.Exists(path))
        {
            throw new OutsideWorldException($"there is no event log {path}: name the configuration that the daemon has")
            {
                NeedsPerson = true,
            };
        }

        try
        {
            using var reader = NewReader();
            reader.Open();
            SqliteSchema.Check(reader, path);
            isOnlyRead = true;
        }
        catch (SqliteException e)
        {
            throw SqliteTrouble.Explain(path, e);
        }
    }

    /// <summary>Copies the whole log as it is at this moment into a new file, while it is read and written.</summary>
    public void BackUpTo(string target)
    {
        try
        {
            SqliteBackup.Run(NewReader(), Path.GetFullPath(target));
        }
        catch (SqliteException e)
        {
            throw SqliteTrouble.Explain($"{path}, or its backup {target},", e);
        }
    }

    /// <summary>Writes what is waiting and closes the file; whoever still reads is told.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref writer, null) is { } open)
        {
            // The last connection to close puts the -wal back into the file, and only one that writes can.
            using var readers = NewReader();
            SqliteConnection.ClearPool(readers);
            await open.DisposeAsync();
            open.Committed.Raise();
            await claim!.DisposeAsync();
        }
    }

    /// <summary>The position up to which everything is committed, or -1.</summary>
    internal async Task<long> EndAsync(CancellationToken ct) => isOnlyRead
        ? await ReadAsync(connection => Task.FromResult(SqliteSchema.Number(connection, "SELECT coalesce(max(position), -1) FROM events")), ct)
        : Writer.LastPosition;

    internal async Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(writer is null && !isOnlyRead, this);
        try
        {
            await using var reader = NewReader();
            await reader.OpenAsync(ct);
            return await read(reader);
        }
        catch (SqliteException e)
        {
            throw SqliteTrouble.Explain(path, e);
        }
    }

    private SqliteConnection NewReader() => new(ConnectionString(SqliteOpenMode.ReadOnly));

    private string ConnectionString(SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        Pooling = mode == SqliteOpenMode.ReadOnly,
        DefaultTimeout = BusySeconds,
    }.ToString();

    [LoggerMessage(9001, LogLevel.Information, "Opened the event log {Path}, last position {LastPosition}")]
    private partial void Opened(string path, long lastPosition);
}
