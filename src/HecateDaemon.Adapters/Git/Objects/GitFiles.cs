using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// The regular files of commits. Symbolic links are not followed and submodules not entered: they are not among them.
/// </summary>
internal sealed class GitFiles(GitObjects objects, CancellationToken ct)
{
    public const long MaxBytes = 8L << 20;

    private const int MaxPath = 4096;
    private const long MaxTotalBytes = 256L << 20;

    /// <summary>How much one look may come across: a division's manifests are few, a whole repository may be large.</summary>
    public int MaxFiles { get; init; } = 20_000;

    public int MaxEntries { get; init; } = 100_000;

    /// <summary>
    /// The files at or below a path, in ordinal order; null if the commit has no file or folder of that path.
    /// </summary>
    public List<GitFile>? Below(Commit commit, string path) => Walk(commit, path, sieve: null) is { } found ? InOrder(found.Files) : null;

    /// <summary>As <see cref="Below"/>, without those that cannot mention what the sieve looks for.</summary>
    public List<GitFile>? Mentioning(Commit commit, string path, MentionSieve sieve) =>
        Walk(commit, path, sieve) is { } found ? InOrder(sieve.Sift(found, ct)) : null;

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

    private FoundFiles? Walk(Commit commit, string path, MentionSieve? sieve)
    {
        var found = new FoundFiles();
        switch (Find(commit, path))
        {
            case { Kind: TreeBytes.Kind.Folder } folder:
                Walk(new(path, folder.Id), found, sieve);
                return found;
            case { Kind: TreeBytes.Kind.File } file:
                found.Files.Add(new(path, file.Id));
                return found;
            default:
                return null;
        }
    }

    /// <summary>The longest path bounds the depth.</summary>
    private void Walk(GitFile above, FoundFiles found, MentionSieve? sieve)
    {
        ct.ThrowIfCancellationRequested();
        var before = found.Files.Count;
        foreach (var entry in TreeBytes.Read(objects, above.Id).Entries)
        {
            var file = FileOf(entry, above);
            if (++found.Entries > MaxEntries)
            {
                throw TooMuch($"{MaxEntries} entries");
            }

            if (entry.Kind is not (TreeBytes.Kind.Folder or TreeBytes.Kind.File) || sieve?.Holds(entry) is true)
            {
                continue;
            }

            if (entry.Kind is TreeBytes.Kind.Folder)
            {
                Walk(file, found, sieve);
            }
            else
            {
                found.Files.Add(file);
            }
        }

        if (found.Files.Count == before)
        {
            sieve?.Remember(above.Id);
        }

        found.Folders.Add((above.Id, before..found.Files.Count));
    }

    private List<GitFile> InOrder(List<GitFile> files)
    {
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files.Count <= MaxFiles ? files : throw TooMuch($"{MaxFiles} files");
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
    private static bool IsPlain(ReadOnlySpan<char> path)
    {
        foreach (var part in path.Split('/'))
        {
            if (path[part] is "" or "." or ".." || path[part].Equals(".git", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return !path.Contains('\\') && path.IndexOfAnyInRange('\0', '\x1F') < 0 && path.IndexOfAnyInRange('\x7F', '\x9F') < 0;
    }
}
