using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Folder;

/// <summary>
/// Checks a commit's manifests out into a folder, for a supervisor there to act on. Below the configured path and the
/// division's name, <c>revisions/{commit}/…</c> holds the files of the division's GitOps path, and <c>revision</c> names the commit that
/// counts. Each change is one rename, so a reader sees the old state or the new one. The last five revisions are kept.
/// </summary>
internal sealed class FolderReconciler(IReadManifests manifests) : IReconcile
{
    private const int KeptRevisions = 5;

    public string Kind => "directory";

    public async Task<string> RequestAsync(ReconcileRequest request, CancellationToken ct)
    {
        var root = RootOf(request);
        var files = await manifests.ReadAsync(request.Environment.GitOpsRepository, request.Commit, request.Path, ct);
        if (files is [])
        {
            throw new OutsideWorldException(
                $"there are no files at '{request.Path}' in {request.Commit} of the GitOps repository")
            {
                NeedsPerson = true,
            };
        }

        try
        {
            var revisions = Directory.CreateDirectory(Path.Combine(root, "revisions"));
            await CheckOutAsync(request, files, revisions.FullName, ct);
            await SwitchAsync(root, request.Commit, ct);
            Sweep(revisions, request.Commit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutsideWorldException($"cannot check {request.Commit} out into {root}: {e.Message}", e);
        }

        return $"checked {files.Count} files of '{request.Path}' at {request.Commit} out into {root}";
    }

    public async Task<RevisionSeen> SeeAsync(ReconcileRequest request, CancellationToken ct)
    {
        var file = Path.Combine(RootOf(request), "revision");
        try
        {
            return CommitId.TryParse((await File.ReadAllTextAsync(file, ct)).Trim(), out var commit)
                ? new RevisionSeen.Applied(commit, $"{file} says so")
                : new RevisionSeen.Pending($"{file} names no commit");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new RevisionSeen.Pending($"{file} is not there yet");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutsideWorldException($"cannot read {file}: {e.Message}", e);
        }
    }

    private static async Task CheckOutAsync(
        ReconcileRequest request, IReadOnlyList<ManifestFile> files, string revisions, CancellationToken ct)
    {
        var final = Path.Combine(revisions, request.Commit.ToString());
        if (Directory.Exists(final))
        {
            return;
        }

        var unfinished = Path.Combine(revisions, $".{request.Commit}.new");
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        foreach (var file in files)
        {
            var target = CheckedOutFile.PathOf(file, request.Path, unfinished);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await File.WriteAllBytesAsync(target, file.Content, ct);
        }

        Directory.Move(unfinished, final);
    }

    private static async Task SwitchAsync(string root, CommitId commit, CancellationToken ct)
    {
        var named = Path.Combine(root, ".revision.new");
        await File.WriteAllTextAsync(named, $"{commit}\n", ct);
        File.Move(named, Path.Combine(root, "revision"), overwrite: true);
    }

    private static void Sweep(DirectoryInfo revisions, CommitId current)
    {
        var old = revisions.EnumerateDirectories()
            .Where(d => CommitId.TryParse(d.Name, out var commit) && commit != current)
            .OrderByDescending(d => d.CreationTimeUtc)
            .Skip(KeptRevisions - 1);
        foreach (var revision in old)
        {
            revision.Delete(recursive: true);
        }
    }

    private static string RootOf(ReconcileRequest request) =>
        request.Environment.Reconciler is Reconciler.Directory { Path: var path }
            ? Path.GetFullPath(Path.Combine(path, request.Division.Id.ToString()))
            : throw new InvalidOperationException(
                $"environment {request.Environment.Name} is not reconciled into a folder");
}
