using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// The regular files of commits. Symbolic links are not followed and submodules not entered: they are not among them.
/// </summary>
internal sealed class GitFiles(GitObjects objects, CancellationToken ct)
{
    public const long MaxBytes = 8L << 20;

    private const int MaxEntries = 100_000;
    private const int MaxFiles = 20_000;
    private const int MaxPath = 4096;
    private const long MaxTotalBytes = 256L << 20;

    /// <summary>
    /// The files at or below a path, in ordinal order; null if the commit has no file or folder of that path.
    /// </summary>
    public List<GitFile>? Below(Commit commit, string path) => Collect(commit, path, sieve: null);

    /// <summary>As <see cref="Below"/>, without those that cannot mention the image.</summary>
    public List<GitFile>? Mentioning(Commit commit, string path, ImageName image, PassedOver passedOver) =>
        Collect(commit, path, new MentionSieve(objects, image, passedOver));

    /// <summary>The file of exactly this path, or null.</summary>
    public GitFile? At(Commit commit, string path) =>
        Find(commit, path) is { Kind: TreeBytes.Kind.File } entry ? new(path, entry.Id) : null;

    /// <summary>What stands at a path: a link, if one is on the way to it; null if there is nothing.</summary>
    public TreeBytes.Entry? Find(Commit commit, string path)
    {
        var found = new TreeBytes.Entry("", TreeBytes.Kind.Folder, GitId.Of(commit.Tree), 0);
        if (path == "")
        {
            return found;
        }

        foreach (var name in IsPlain(path) ? path.Split('/') : [""])
        {
            var next = found.Kind is TreeBytes.Kind.Folder ? TreeBytes.Read(objects, found.Id).Find(name) : null;
            if (next is null or { Kind: TreeBytes.Kind.Link })
            {
                return next;
            }

            found = next;
        }

        return found;
    }

    public byte[] Read(GitFile file, long maxBytes = MaxBytes) =>
        file.Told(() => objects.Read(file.Id, ObjectType.Blob, maxBytes, content => content.ToArray()));

    /// <summary>Many files' bytes, as long as they are not more than one look should hold.</summary>
    public IEnumerable<(GitFile File, byte[] Content)> Read(IEnumerable<GitFile> files)
    {
        var total = 0L;
        foreach (var file in files)
        {
            ct.ThrowIfCancellationRequested();
            var content = Read(file);
            total += content.Length;
            yield return total <= MaxTotalBytes ? (file, content) : throw TooMuch($"{MaxTotalBytes >> 20} MiB");
        }
    }

    private List<GitFile>? Collect(Commit commit, string path, MentionSieve? sieve)
    {
        var files = new List<GitFile>();
        switch (Find(commit, path))
        {
            case { Kind: TreeBytes.Kind.Folder } folder:
                var entries = 0;
                Collect(new(path, folder.Id), files, ref entries, sieve);
                break;
            case { Kind: TreeBytes.Kind.File } file:
                files.Add(new(path, file.Id));
                break;
            default:
                return null;
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    /// <summary>The longest path bounds the depth.</summary>
    private void Collect(GitFile above, List<GitFile> files, ref int entries, MentionSieve? sieve)
    {
        ct.ThrowIfCancellationRequested();
        var before = files.Count;
        foreach (var entry in TreeBytes.Read(objects, above.Id).Entries)
        {
            var file = FileOf(entry, above);
            if (++entries > MaxEntries || files.Count >= MaxFiles)
            {
                throw TooMuch($"{MaxFiles} files or {MaxEntries} entries");
            }

            if (entry.Kind is TreeBytes.Kind.Folder && sieve?.HoldsFolder(entry.Id) is not true)
            {
                Collect(file, files, ref entries, sieve);
            }
            else if (entry.Kind is TreeBytes.Kind.File && sieve?.HoldsFile(file) is not true)
            {
                files.Add(file);
            }
        }

        if (files.Count == before)
        {
            sieve?.Remember(above.Id);
        }
    }

    private static GitFile FileOf(TreeBytes.Entry entry, GitFile above)
    {
        var path = above.Path == "" ? entry.Name : $"{above.Path}/{entry.Name}";
        return IsPlain(entry.Name) && !entry.Name.Contains('/', StringComparison.Ordinal) && path.Length <= MaxPath
            ? new(path, entry.Id) { IsNameKnown = above.IsNameKnown && entry.IsNameKnown }
            : throw GitFailure.NeedsPerson(
                $"The repository has a file named '{GitFailure.Clean(path)}', which nobody can check out.");
    }

    private static OutsideWorldException TooMuch(string limit) => GitFailure.NeedsPerson(
        $"The path has more than {limit}: let GitOpsPath name the folder of the division's own manifests.");

    /// <summary>True for a path that means the same in git and in every file system, and leads nowhere else.</summary>
    private static bool IsPlain(string path) =>
        !path.Any(c => c is '\\' || char.IsControl(c)) &&
        path.Split('/').All(s => s is not ("" or "." or "..") && !s.Equals(".git", StringComparison.OrdinalIgnoreCase));
}
