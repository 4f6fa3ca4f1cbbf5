using System.Text;
using System.Text.Unicode;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>A folder of a commit in git's own bytes: what is not changed stays as it is, whatever its names and modes are.</summary>
internal sealed class TreeBytes
{
    private const long MaxBytes = 16L << 20;
    private const int FolderMode = 0x4000;
    private const int LinkMode = 0xA000;
    private const int SubmoduleMode = 0xE000;

    private readonly byte[] raw;

    private TreeBytes(byte[] bytes, List<Entry> entries) => (raw, Entries) = (bytes, entries);

    public enum Kind
    {
        File,
        Folder,
        Link,
        Submodule,
    }

    public IReadOnlyList<Entry> Entries { get; }

    public static TreeBytes Read(GitObjects objects, GitId id)
    {
        var bytes = objects.Read(id, ObjectType.Tree, MaxBytes, content => content.ToArray());
        var entries = new List<Entry>();
        for (var at = 0; at < bytes.Length;)
        {
            // MODE SP NAME NUL ID
            var rest = bytes.AsSpan(at);
            var (space, end) = (rest.IndexOf((byte)' '), rest.IndexOf((byte)0));
            if (space <= 0 || end <= space || rest.Length - end - 1 < GitId.Length || ModeOf(rest[..space]) is not { } kind)
            {
                throw GitFailure.NeedsPerson($"The tree {id} cannot be read: the repository is broken.");
            }

            var idAt = at + end + 1;
            var name = rest[(space + 1)..end];
            entries.Add(new(Encoding.UTF8.GetString(name), kind, GitId.Of(bytes.AsSpan(idAt)), idAt) { IsNameKnown = Utf8.IsValid(name) });
            at = idAt + GitId.Length;
        }

        return new(bytes, entries);
    }

    /// <summary>The entry of this name; git forbids a second one, so the first one counts.</summary>
    public Entry? Find(string name) => Entries.FirstOrDefault(e => e.IsNameKnown && e.Name == name);

    /// <summary>The bytes of the same tree with other objects under the same names.</summary>
    public byte[] With(IEnumerable<(Entry Entry, GitId Id)> changes)
    {
        var changed = (byte[])raw.Clone();
        foreach (var (entry, id) in changes)
        {
            id.ToBytes().CopyTo(changed, entry.IdAt);
        }

        return changed;
    }

    private static Kind? ModeOf(ReadOnlySpan<byte> octal)
    {
        var mode = 0;
        foreach (var digit in octal)
        {
            if (digit is < (byte)'0' or > (byte)'7' || mode > 0xFFFF)
            {
                return null;
            }

            mode = (mode << 3) | (digit - '0');
        }

        return (mode & 0xF000) switch
        {
            FolderMode => Kind.Folder,
            LinkMode => Kind.Link,
            SubmoduleMode => Kind.Submodule,
            _ => Kind.File,
        };
    }

    /// <summary>A name in the tree, and where in the tree's bytes its object's id stands.</summary>
    public sealed record Entry(string Name, Kind Kind, GitId Id, int IdAt)
    {
        /// <summary>False where the name is not UTF-8, and only what people can read of it is here.</summary>
        public bool IsNameKnown { get; init; } = true;
    }
}
