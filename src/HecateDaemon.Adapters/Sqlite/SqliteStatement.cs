using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace HecateDaemon.Adapters.Sqlite;

/// <summary>
/// One prepared statement, spoken to without ADO.NET: on the one thread that writes, what that costs for each event is
/// several times what SQLite itself does. For one thread at a time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(
            sqlite3_prepare_v3(database, sql, SQLITE_PREPARE_PERSISTENT, out statement), database);
    }

    /// <summary>Parameters count from 1.</summary>
    public SqliteStatement Bind(int parameter, long value) => Checked(sqlite3_bind_int64(statement, parameter, value));

    public SqliteStatement Bind(int parameter, string value) => Checked(sqlite3_bind_text(statement, parameter, value));

    /// <summary>Of nothing too: without a first byte it would be bound as NULL.</summary>
    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value) => Checked(
        value.IsEmpty ? sqlite3_bind_zeroblob(statement, parameter, 0) : sqlite3_bind_blob(statement, parameter, value));

    public SqliteStatement Bind(int parameter, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(parameter, bytes);
    }

    public void Run() => Ask([]);

    /// <summary>The number in the first column of the only row, or null where there is no row.</summary>
    public long? Ask()
    {
        Span<long> number = stackalloc long[1];
        return Ask(number) ? number[0] : null;
    }

    /// <summary>Fills in the numbers of the only row; false where there is no row.</summary>
    public bool Ask(Span<long> columns)
    {
        try
        {
            var step = sqlite3_step(statement);
            if (step is not (SQLITE_ROW or SQLITE_DONE))
            {
                SqliteException.ThrowExceptionForRC(step, database);
            }

            for (var i = 0; step is SQLITE_ROW && i < columns.Length; i++)
            {
                columns[i] = sqlite3_column_int64(statement, i);
            }

            return step is SQLITE_ROW;
        }
        finally
        {
            // Says the step's own error again; blobs and texts are SQLite's copies, and go with the next bind.
            sqlite3_reset(statement);
        }
    }

    public void Dispose() => statement.Dispose();

    private SqliteStatement Checked(int code)
    {
        SqliteException.ThrowExceptionForRC(code, database);
        return this;
    }
}
