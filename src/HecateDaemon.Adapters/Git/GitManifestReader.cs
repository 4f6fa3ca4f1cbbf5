using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Git;

internal sealed class GitManifestReader(GitRepositories repositories) : IReadManifests
{
    public Task<CommitId> HeadAsync(string repository, string branch, CancellationToken ct) =>
        repositories.UseAsync(repository, (session, _) => CommitId.Parse(session.HeadOf(branch).Sha), ct);

    public Task<IReadOnlyList<ManifestFile>> ReadAsync(
        string repository, CommitId commit, string path, CancellationToken ct) =>
        repositories.UseAsync<IReadOnlyList<ManifestFile>>(repository, (session, token) =>
        {
            var files = new GitFiles(session.Objects, token);
            var below = files.Below(session.Commit(commit), path)
                ?? throw GitFailure.NeedsPerson($"{session.Remote} has no file or folder '{path}' at {commit}.");
            return [.. files.Read(below).Select(f => new ManifestFile(f.File.Path, f.Content))];
        }, ct);

    public Task<bool> ContainsAsync(string repository, CommitId later, CommitId earlier, CancellationToken ct) =>
        later == earlier
            ? Task.FromResult(true)
            : repositories.UseAsync(repository, (session, _) =>
            {
                // Clones are whole: once the later commit is here, so is every ancestor it has.
                var from = session.Commit(later);
                return session.Here(earlier) is { } sought &&
                    session.Repository.ObjectDatabase.FindMergeBase(from, sought)?.Id == sought.Id;
            }, ct);
}
