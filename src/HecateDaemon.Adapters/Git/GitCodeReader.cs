using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

internal sealed class GitCodeReader(GitRepositories repositories) : IReadCodeRepository
{
    public Task<CommitId?> FindTagAsync(string repository, string tag, CancellationToken ct) =>
        repositories.UseAsync<CommitId?>(repository, (session, _) => session.Find($"refs/tags/{tag}") switch
        {
            null => null,
            Commit commit => CommitId.Parse(commit.Sha),
            _ => throw GitFailure.NeedsPerson($"The tag '{tag}' of {session.Remote} names no commit."),
        }, ct);
}
