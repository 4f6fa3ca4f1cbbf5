using System.Text;
using HecateDaemon.Lifecycle.Releases;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Finds files in trees, each tree read once however many commits have it.</summary>
internal sealed class HistoryTrees(GitObjects objects, ReleaseFiles files)
{
    private const int MaxDepth = 24;
    private const int MaxFiles = 20_000;
    private const int MaxTreeBytes = 16 << 20;
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;
    private const int KindOfEntry = 0xF000;

    private static readonly string[] Locks = ["Cargo.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "go.sum", "uv.lock", "poetry.lock"];

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

    /// <summary>True if two trees differ elsewhere than in these folders and in lock files at the top.</summary>
    public bool DiffersOutside(GitId left, GitId right, IReadOnlyList<string> folders) => DiffersOutside(left, right, folders, path: "");

    private bool DiffersOutside(GitId left, GitId right, IReadOnlyList<string> folders, string path)
    {
        var before = Entries(left).ToDictionary(e => e.Name, StringComparer.Ordinal);
        var names = new HashSet<string>(before.Keys, StringComparer.Ordinal);
        foreach (var entry in Entries(right))
        {
            names.Remove(entry.Name);
            var old = before.GetValueOrDefault(entry.Name);
            if (old?.Id != entry.Id && IsOutside(old, entry, folders, path + entry.Name))
            {
                return true;
            }
        }

        return names.Any(gone => IsOutside(before[gone], null, folders, path + gone));
    }

    private bool IsOutside(Entry? old, Entry? now, IReadOnlyList<string> folders, string path)
    {
        if (folders.Contains(path, StringComparer.Ordinal) || Locks.Contains(path))
        {
            return false;
        }

        return !folders.Any(f => f.StartsWith(path + "/", StringComparison.Ordinal)) || old is not { IsFolder: true } || now is not { IsFolder: true } ||
            DiffersOutside(old.Id, now.Id, folders, path + "/");
    }

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

    /// <summary>Regular files and folders; no links, no submodules, no names that nobody can check out.</summary>
    private List<Entry> Entries(GitId tree)
    {
        var entries = new List<Entry>();
        var rest = objects.TryRead(tree, MaxTreeBytes) is (ObjectType.Tree, var bytes) ? bytes.AsSpan() : [];
        while (rest.IndexOf((byte)0) is > 0 and var end && rest.Length >= end + 21)
        {
            var (mode, name) = ModeAndName(rest[..end]);
            if ((mode & KindOfEntry) is Folder or RegularFile && IsPlain(name))
            {
                entries.Add(new(name, GitId.Of(rest.Slice(end + 1, GitId.Length)), (mode & KindOfEntry) is Folder));
            }

            rest = rest[(end + 21)..];
        }

        return entries;
    }

    private static bool IsPlain(string name) =>
        name is not ("" or "." or "..") && !name.Any(c => c is '/' or '\\' || char.IsControl(c)) &&
        !name.Equals(".git", StringComparison.OrdinalIgnoreCase);

    private static (int Mode, string Name) ModeAndName(ReadOnlySpan<byte> head)
    {
        var space = head.IndexOf((byte)' ');
        var mode = 0;
        foreach (var digit in space > 0 ? head[..space] : [])
        {
            mode = (mode << 3) + (digit & 7);
        }

        return (mode, space > 0 ? Encoding.UTF8.GetString(head[(space + 1)..]) : "");
    }

    private sealed record Entry(string Name, GitId Id, bool IsFolder);
}
