using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Adapters.Git;

/// <summary>What commits change below their top folder, each commit compared with its first parent once.</summary>
internal sealed class HistoryChanges(HistoryTrees below, CommitGraph graph, IReadOnlyList<GitId> trees)
{
    private static readonly string[] Locks = ["Cargo.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "go.sum", "uv.lock", "poetry.lock"];

    private readonly Dictionary<int, IReadOnlyList<(TreeEntry? Before, TreeEntry? Now)>> known = [];

    /// <summary>The tree that was read last: a parent's, and its own commit's turn comes next most of the time.</summary>
    private (GitId Id, byte[] Bytes) last;

    /// <summary>True if the folder is another one than at the first parent, or gone, or new.</summary>
    public bool Touches(int commit, string folder)
    {
        if (graph[commit].Parents is [])
        {
            return below.FindFolder(trees[commit], folder) is not null;
        }

        var end = folder.IndexOf('/', StringComparison.Ordinal);
        var (top, rest) = end < 0 ? (folder, "") : (folder[..end], folder[(end + 1)..]);
        return AtTop(commit).Any(c => (c.Now ?? c.Before)!.Name == top && Find(c.Before, rest) != Find(c.Now, rest));
    }

    /// <summary>True if the commit differs from its first parent elsewhere than in these folders and in lock files at the top.</summary>
    public bool TouchesMoreThan(int commit, IReadOnlyList<string> folders) =>
        graph[commit].Parents is [] || AtTop(commit).Any(c => IsOutside(c, folders, path: ""));

    private GitId? Find(TreeEntry? entry, string rest) =>
        entry is not { IsFolder: true } ? null : rest is "" ? entry.Id : below.FindFolder(entry.Id, rest);

    private bool IsOutside((TreeEntry? Before, TreeEntry? Now) change, IReadOnlyList<string> folders, string path)
    {
        var full = path + (change.Now ?? change.Before)!.Name;
        return !folders.Contains(full, StringComparer.Ordinal) && !Locks.Contains(full, StringComparer.Ordinal) &&
            (change is not ({ IsFolder: true }, { IsFolder: true }) || !folders.Any(f => f.StartsWith(full + "/", StringComparison.Ordinal)) ||
                Compare(change.Before!.Id, change.Now!.Id).Exists(c => IsOutside(c, folders, full + "/")));
    }

    private IReadOnlyList<(TreeEntry? Before, TreeEntry? Now)> AtTop(int commit)
    {
        if (!known.TryGetValue(commit, out var changes))
        {
            known[commit] = changes = Compare(trees[graph[commit].Parents[0]], trees[commit]);
        }

        return changes;
    }

    /// <summary>The entries that differ; both lists are in git's order, so that they are gone through side by side.</summary>
    private List<(TreeEntry? Before, TreeEntry? Now)> Compare(GitId left, GitId right)
    {
        var changes = new List<(TreeEntry?, TreeEntry?)>();
        ReadOnlySpan<byte> now = Bytes(right), before = Bytes(left);
        while (true)
        {
            var old = TreeEntry.FirstIn(before);
            var next = TreeEntry.FirstIn(now);
            if (old.IsEmpty && next.IsEmpty)
            {
                return changes;
            }

            var order = next.IsEmpty ? -1 : old.IsEmpty ? 1 : TreeEntry.Compare(old, next);
            old = order <= 0 ? old : [];
            next = order >= 0 ? next : [];
            if (!old.SequenceEqual(next) && (TreeEntry.Parse(old), TreeEntry.Parse(next)) is var change and not (null, null))
            {
                changes.Add(change);
            }

            before = before[old.Length..];
            now = now[next.Length..];
        }
    }

    private byte[] Bytes(GitId tree)
    {
        if (last.Bytes is null || last.Id != tree)
        {
            last = (tree, below.Read(tree));
        }

        return last.Bytes;
    }
}
