using HecateDaemon.Lifecycle.Releases;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Finds files in trees, each tree read once however many commits have it.</summary>
internal sealed class HistoryTrees(GitObjects objects, ReleaseFiles files)
{
    private const int MaxDepth = 24;
    private const int MaxFiles = 20_000;
    private const int MaxTreeBytes = 16 << 20;

    private readonly Dictionary<(GitId Tree, string Path), IReadOnlyList<HistoryFile>> wanted = [];

    /// <summary>Most files stay where they are from tag to tag.</summary>
    private readonly Dictionary<string, bool> isWanted = new(StringComparer.Ordinal);

    public IReadOnlyList<HistoryFile> Wanted(GitId tree) => Below(tree, path: "", depth: 0);

    public GitId? FindFolder(GitId tree, string path)
    {
        var at = tree;
        foreach (var name in path.Split('/'))
        {
            var entry = Entries(at).FirstOrDefault(e => e.Name == name && e.IsFolder);
            if (entry is null)
            {
                return null;
            }

            at = entry.Id;
        }

        return at;
    }

    /// <summary>A tree as git has it; empty where there is none.</summary>
    public byte[] Read(GitId tree) => objects.TryRead(tree, MaxTreeBytes) is (ObjectType.Tree, var bytes) ? bytes : [];

    /// <summary>A file may be wanted for where it is, so a tree is searched again where it stands elsewhere.</summary>
    private IReadOnlyList<HistoryFile> Below(GitId tree, string path, int depth)
    {
        if (wanted.TryGetValue((tree, path), out var known))
        {
            return known;
        }

        var found = new List<HistoryFile>();
        foreach (var entry in depth < MaxDepth ? Entries(tree) : [])
        {
            var full = path + entry.Name;
            if (entry.IsFolder && !ReleaseFiles.IsSkippedFolder(entry.Name))
            {
                found.AddRange(Below(entry.Id, full + "/", depth + 1));
            }
            else if (!entry.IsFolder && IsWanted(full))
            {
                found.Add(new(full, entry.Id.ToString()));
            }

            if (found.Count > MaxFiles)
            {
                throw GitFailure.NeedsPerson($"There are more than {MaxFiles} version files below '{GitFailure.Clean(path)}'.");
            }
        }

        return wanted[(tree, path)] = found is [] ? [] : found;
    }

    private bool IsWanted(string path)
    {
        if (!isWanted.TryGetValue(path, out var wants))
        {
            isWanted[path] = wants = files.IsWanted(path);
        }

        return wants;
    }

    private List<TreeEntry> Entries(GitId tree)
    {
        var entries = new List<TreeEntry>();
        ReadOnlySpan<byte> rest = Read(tree);
        for (var first = TreeEntry.FirstIn(rest); !first.IsEmpty; first = TreeEntry.FirstIn(rest))
        {
            if (TreeEntry.Parse(first) is { } entry)
            {
                entries.Add(entry);
            }

            rest = rest[first.Length..];
        }

        return entries;
    }
}
