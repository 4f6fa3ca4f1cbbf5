using System.Text;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

internal sealed class GitCodeReader(GitRepositories repositories) : IReadCodeRepository
{
    private const long MaxBytes = 1L << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public Task<CommitId?> FindTagAsync(string repository, string tag, CancellationToken ct) =>
        repositories.UseAsync<CommitId?>(repository, (session, _) => session.Find($"refs/tags/{tag}") switch
        {
            null => null,
            Commit commit => CommitId.Parse(commit.Sha),
            _ => throw GitFailure.NeedsPerson($"The tag '{tag}' of {session.Remote} names no commit."),
        }, ct);

    public Task<string?> ReadFileAsync(string repository, CommitId commit, string path, CancellationToken ct) =>
        repositories.UseAsync(repository, (session, _) =>
            GitFiles.At(session.Commit(commit), path) is { } file ? Text(file, session) : null, ct);

    private static string Text(GitFile file, GitSession session)
    {
        try
        {
            return Strict.GetString(GitFiles.Read(file, MaxBytes)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw GitFailure.NeedsPerson($"The file {file.Path} of {session.Remote} is not UTF-8.", e);
        }
    }
}
