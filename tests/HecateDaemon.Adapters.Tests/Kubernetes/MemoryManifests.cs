using System.Text;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>A GitOps repository in memory: a straight line of commits. Git itself is tested elsewhere.</summary>
internal sealed class MemoryManifests : IReadManifests
{
    private readonly List<(CommitId Id, IReadOnlyList<ManifestFile> Files)> commits = [];

    public CommitId Commit(params (string Path, string Text)[] files)
    {
        var id = CommitId.Parse($"{commits.Count + 1:x40}");
        commits.Add((id, [.. files.Select(f => new ManifestFile(f.Path, Encoding.UTF8.GetBytes(f.Text))).OrderBy(f => f.Path, StringComparer.Ordinal)]));
        return id;
    }

    public Task<CommitId> HeadAsync(string repository, string branch, CancellationToken ct) => Task.FromResult(commits[^1].Id);

    public Task<IReadOnlyList<ManifestFile>> ReadAsync(string repository, CommitId commit, string path, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ManifestFile>>(
            [.. commits.Single(c => c.Id == commit).Files.Where(f => path is "" || f.Path == path || f.Path.StartsWith(path + "/", StringComparison.Ordinal))]);

    public Task<bool> ContainsAsync(string repository, CommitId later, CommitId earlier, CancellationToken ct) =>
        Task.FromResult(Place(later) >= Place(earlier) && Place(earlier) >= 0);

    private int Place(CommitId id) => commits.FindIndex(c => c.Id == id);
}
