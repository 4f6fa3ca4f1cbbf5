using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary>The files below a folder, without those of git and without following links; or one file alone.</summary>
internal sealed class LintFolder : ILintedTree
{
    private static readonly EnumerationOptions AllButLinks = new()
    {
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private readonly string root;
    private readonly bool isFile;
    private readonly List<string> closed = [];

    public LintFolder(string path)
    {
        root = path;
        isFile = File.Exists(path);
        Files = isFile
            ? [new(Path.GetFileName(path), new FileInfo(path).Length)]
            : [.. Below(new DirectoryInfo(path)).OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    public IReadOnlyList<TreeFile> Files { get; }

    /// <summary>Folders that could not be opened.</summary>
    public IReadOnlyList<string> Closed => closed;

    public ReadOnlyMemory<byte> Read(TreeFile file)
    {
        // What has no size may be a pipe, which would never end.
        if (file.Size == 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        try
        {
            return File.ReadAllBytes(isFile ? root : Path.Combine(root, file.Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutsideWorldException($"the file cannot be read: {e.Message}", e);
        }
    }

    private List<TreeFile> Below(DirectoryInfo start)
    {
        var files = new List<TreeFile>();
        var folders = new Stack<(DirectoryInfo Folder, string Prefix)>([(start, "")]);
        while (folders.TryPop(out var next))
        {
            try
            {
                foreach (var entry in next.Folder.EnumerateFileSystemInfos("*", AllButLinks))
                {
                    var path = next.Prefix + entry.Name;
                    if (entry is FileInfo file)
                    {
                        files.Add(new(path, file.Length));
                    }
                    else if (entry.Name != ".git")
                    {
                        folders.Push(((DirectoryInfo)entry, path + "/"));
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                closed.Add(next.Prefix);
            }
        }

        return files;
    }
}
