using System.Threading.Channels;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>
/// The one writer: what arrives while the disk is busy is committed together, in the order of arrival, and answered
/// after the commit. A transaction that fails is rolled back and fails everything in it; the next one starts afresh.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    /// <summary>How many writes may wait, and how many are committed together.</summary>
    private const int Crowd = 1024;

    /// <summary>After a failed write, how long until the file is tried again if nobody else does.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    private readonly Channel<SqliteWrite> queue =
        Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(Crowd) { SingleReader = true });

    private readonly SqliteConnection connection;
    private readonly SqliteStatements statements;
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Task loop;
    private long lastPosition;
    private volatile string? trouble;

    /// <summary>Takes the connection over.</summary>
    public SqliteWriter(SqliteConnection connection, string path, TimeProvider clock, ILogger logger)
    {
        this.connection = connection;
        statements = new SqliteStatements(connection);
        this.path = path;
        this.clock = clock;
        this.logger = logger;
        lastPosition = statements.LastPosition();
        loop = Task.Run(RunAsync);
    }

    /// <summary>The position up to which everything is committed, or -1.</summary>
    public long LastPosition => Volatile.Read(ref lastPosition);

    public CommitSignal Committed { get; } = new();

    public SqliteTail Tail { get; } = new();

    public string? Trouble => trouble;

    /// <summary>Work that throws fails the whole transaction, so it decides before it writes.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteStatements, T> work, CancellationToken ct)
    {
        var write = new SqliteWrite<T>(work, ct);
        try
        {
            await queue.Writer.WriteAsync(write, ct);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException($"the event log {path} is closed", e);
        }

        return await write.Answered.WaitAsync(ct);
    }

    /// <summary>Writes what is waiting, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        statements.Dispose();
        await connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<SqliteWrite>(Crowd);
        while (await WaitAsync())
        {
            while (batch.Count < Crowd && queue.Reader.TryRead(out var write))
            {
                if (!write.IsCancelled)
                {
                    batch.Add(write);
                }
            }

            if (batch is not [] || (trouble is not null && SqliteFile.HasRoomForAnAppend(path)))
            {
                WriteTogether(batch);
                batch.Clear();
            }
        }
    }

    /// <summary>True where something waits to be written or, in trouble, where it is time to try; false at the end.</summary>
    private async Task<bool> WaitAsync()
    {
        if (trouble is null)
        {
            return await queue.Reader.WaitToReadAsync(CancellationToken.None);
        }

        using var patience = new CancellationTokenSource(TryAgainAfter, clock);
        try
        {
            return await queue.Reader.WaitToReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private void WriteTogether(List<SqliteWrite> batch)
    {
        try
        {
            var changes = statements.TotalChanges;
            statements.RollBack();
            statements.Begin();
            foreach (var write in batch)
            {
                write.Do(statements);
            }

            if (batch is [])
            {
                statements.TryToWrite();
            }

            var last = statements.LastPosition();
            statements.Commit();
            if (statements.TotalChanges != changes)
            {
                Stored(last);
            }
        }
        catch (Exception e)
        {
            Fail(batch, e);
            return;
        }

        foreach (var write in batch)
        {
            write.Answer();
        }
    }

    private void Stored(long last)
    {
        Tail.Add(statements.Stored);
        statements.ForgetStored();
        Volatile.Write(ref lastPosition, last);
        Committed.Raise();
        if (trouble is not null)
        {
            trouble = null;
            WritesAgain(path);
        }
    }

    private void Fail(List<SqliteWrite> batch, Exception e)
    {
        statements.ForgetAll();
        try
        {
            statements.RollBack();
        }
        catch (SqliteException)
        {
            // Tried again before the next transaction.
        }

        var explained = e is SqliteException sqlite ? SqliteTrouble.Explain(path, sqlite) : e;
        if (trouble != explained.Message)
        {
            trouble = explained.Message;
            WriteFailed(explained, trouble);
        }

        foreach (var write in batch)
        {
            write.Fail(explained);
        }
    }

    [LoggerMessage(9002, LogLevel.Error, "Events could not be stored, and whoever waited was told: {Trouble}")]
    private partial void WriteFailed(Exception exception, string trouble);

    [LoggerMessage(9003, LogLevel.Information, "The event log {Path} could be written again")]
    private partial void WritesAgain(string path);
}
