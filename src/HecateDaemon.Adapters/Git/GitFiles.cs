using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>The regular files of a commit. Symbolic links and submodules are not among them.</summary>
internal static class GitFiles
{
    private const int MaxFiles = 20_000;
    private const long MaxTotalBytes = 256L << 20;
    private const long MaxBytes = 8L << 20;

    /// <summary>
    /// The files at or below a path, in ordinal order; null if the commit has no file or folder of that path.
    /// </summary>
    public static List<GitFile>? Below(Commit commit, string path, CancellationToken ct)
    {
        if (path == "")
        {
            return Sorted(commit.Tree, prefix: "", ct);
        }

        return IsPlain(path) && commit[path] is { TargetType: TreeEntryTargetType.Tree } folder
            ? Sorted((Tree)folder.Target, path + "/", ct)
            : At(commit, path) is { } file ? [file] : null;
    }

    /// <summary>The file of exactly this path, or null.</summary>
    public static GitFile? At(Commit commit, string path) =>
        IsPlain(path) && commit[path] is { } entry && IsRegular(entry)
            ? new(path, (Blob)entry.Target, entry.Mode)
            : null;

    /// <summary>A file's bytes as they are in the repository: no filter, no line ending is applied.</summary>
    public static byte[] Read(GitFile file, long maxBytes = MaxBytes)
    {
        if (file.Blob.Size > maxBytes)
        {
            throw GitFailure.NeedsPerson(
                $"The file {file.Path} has {file.Blob.Size} bytes; more than {maxBytes} are not read.");
        }

        var content = new byte[file.Blob.Size];
        using var stream = file.Blob.GetContentStream();
        stream.ReadExactly(content);
        return content;
    }

    private static List<GitFile> Sorted(Tree root, string prefix, CancellationToken ct)
    {
        var files = new List<GitFile>();
        var bytes = 0L;
        var folders = new Stack<(Tree Tree, string Prefix)>([(root, prefix)]);
        while (folders.TryPop(out var folder))
        {
            ct.ThrowIfCancellationRequested();
            foreach (var entry in folder.Tree)
            {
                var path = folder.Prefix + entry.Name;
                if (!IsPlain(entry.Name) || entry.Name.Contains('/', StringComparison.Ordinal))
                {
                    throw GitFailure.NeedsPerson(
                        $"The repository has a file named '{GitFailure.Clean(path)}', which nobody can check out.");
                }

                if (entry.TargetType is TreeEntryTargetType.Tree)
                {
                    folders.Push(((Tree)entry.Target, path + "/"));
                }
                else if (IsRegular(entry))
                {
                    var blob = (Blob)entry.Target;
                    files.Add(new(path, blob, entry.Mode));
                    bytes += blob.Size;
                }

                if (files.Count > MaxFiles || bytes > MaxTotalBytes)
                {
                    throw GitFailure.NeedsPerson(
                        $"The path '{prefix}' has more than {MaxFiles} files or {MaxTotalBytes >> 20} MiB.");
                }
            }
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private static bool IsRegular(TreeEntry entry) =>
        entry is { TargetType: TreeEntryTargetType.Blob, Mode: not Mode.SymbolicLink };

    /// <summary>True for a path that means the same in git and in every file system, and leads nowhere else.</summary>
    private static bool IsPlain(string path) =>
        !path.Any(c => c is '\\' || char.IsControl(c)) &&
        path.Split('/').All(s => s is not ("" or "." or "..") && !s.Equals(".git", StringComparison.OrdinalIgnoreCase));
}

/// <summary>A regular file of a commit.</summary>
internal sealed record GitFile(string Path, Blob Blob, Mode Mode);
