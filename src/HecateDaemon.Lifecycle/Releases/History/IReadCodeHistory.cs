namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Opens a code repository as its remote has it now. Never writes to it.</summary>
public interface IReadCodeHistory
{
    Task<T> ReadAsync<T>(string repository, ReleaseFiles files, Func<ICodeHistory, T> work, CancellationToken ct);
}
