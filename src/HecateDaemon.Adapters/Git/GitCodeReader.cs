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
        repositories.UseAsync(repository, (session, token) =>
        {
            var files = new GitFiles(session.Objects, token);
            return files.At(session.Commit(commit), path) is { } file ? Text(files.Read(file, MaxBytes), path, session) : null;
        }, ct);

    private static string Text(byte[] content, string path, GitSession session)
    {
        try
        {
            return Strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw GitFailure.NeedsPerson($"The file {path} of {session.Remote} is not UTF-8.", e);
        }
    }
}
