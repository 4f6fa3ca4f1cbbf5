namespace HecateDaemon.Adapters.Sqlite;

/// <summary>Something that waits to be written: done inside a transaction, answered after its commit.</summary>
internal abstract class SqliteWrite(CancellationToken ct)
{
    public bool IsCancelled => ct.IsCancellationRequested;

    public abstract void Do(SqliteStatements statements);

    public abstract void Answer();

    public abstract void Fail(Exception e);
}

internal sealed class SqliteWrite<T>(Func<SqliteStatements, T> work, CancellationToken ct) : SqliteWrite(ct)
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Answered => answer.Task;

    public override void Do(SqliteStatements statements) => result = work(statements);

    public override void Answer() => answer.SetResult(result!);

    public override void Fail(Exception e) => answer.SetException(e);
}
