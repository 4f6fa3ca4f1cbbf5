using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Adapters.Git;

internal sealed class GitHistoryReader(GitRepositories repositories) : IReadCodeHistory
{
    public Task<T> ReadAsync<T>(string repository, ReleaseFiles files, Func<ICodeHistory, T> work, CancellationToken ct) =>
        repositories.UseAsync(repository, (session, token) =>
        {
            session.BringAll();
            return work(new GitCodeHistory(session.Repository, session.Objects, files, token));
        }, ct);
}
