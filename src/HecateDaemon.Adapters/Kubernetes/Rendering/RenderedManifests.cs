using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// The objects that a path of the GitOps repository stands for at a commit: its plain manifests, or what its kustomization
/// renders to where the environment names a program for that. A commit never changes, so the last one is remembered.
/// </summary>
internal sealed class RenderedManifests(IReadManifests manifests, TimeProvider clock)
{
    private readonly KustomizeProgram kustomize = new(clock);
    private readonly ConcurrentDictionary<(EnvironmentName Environment, string Path), Rendered> last = new();

    public async Task<IReadOnlyList<ManifestObject>> ReadAsync(
        TargetEnvironment environment, string path, CommitId commit, CancellationToken ct)
    {
        if (last.TryGetValue((environment.Name, path), out var known) && known.Commit == commit && known.Repository == environment.GitOpsRepository)
        {
            return known.Objects;
        }

        var objects = PlainManifests.Read(path, await FilesAsync(environment, path, commit, ct));
        last[(environment.Name, path)] = new(environment.GitOpsRepository, commit, objects);
        return objects;
    }

    /// <summary>The files that the objects stand in; one, where they are rendered.</summary>
    public async Task<IReadOnlyList<ManifestFile>> FilesAsync(
        TargetEnvironment environment, string path, CommitId commit, CancellationToken ct)
    {
        var files = await manifests.ReadAsync(environment.GitOpsRepository, commit, path, ct);
        return environment.Kustomize is { } program && files.Any(f => IsKustomizationOf(path, f.Path))
            ? [await RenderAsync(environment, program, path, commit, ct)]
            : files;
    }

    private async Task<ManifestFile> RenderAsync(
        TargetEnvironment environment, string program, string path, CommitId commit, CancellationToken ct)
    {
        var all = await manifests.ReadAsync(environment.GitOpsRepository, commit, path: "", ct);
        return new($"{path} (rendered).yaml", await kustomize.BuildAsync(program, path, all, ct));
    }

    private static bool IsKustomizationOf(string folder, string file) =>
        PlainManifests.IsKustomization(file) &&
        (folder is "" ? !file.Contains('/', StringComparison.Ordinal) : file.LastIndexOf('/') == folder.Length && file.StartsWith(folder, StringComparison.Ordinal));

    private sealed record Rendered(string Repository, CommitId Commit, IReadOnlyList<ManifestObject> Objects);
}
