using System.Text;

namespace HecateDaemon.Adapters.Git;

/// <summary>A regular file or a folder in a tree.</summary>
internal sealed record TreeEntry(string Name, GitId Id, bool IsFolder)
{
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;
    private const int KindOfEntry = 0xF000;

    /// <summary>The bytes of a tree's first entry; empty where there is none.</summary>
    public static ReadOnlySpan<byte> FirstIn(ReadOnlySpan<byte> tree) =>
        tree.IndexOf((byte)0) is > 0 and var end && tree.Length >= end + 1 + GitId.Length ? tree[..(end + 1 + GitId.Length)] : [];

    /// <summary>Null for links, submodules and names that nobody can check out, and for nothing at all.</summary>
    public static TreeEntry? Parse(ReadOnlySpan<byte> entry)
    {
        var kind = Mode(entry) & KindOfEntry;
        return kind is Folder or RegularFile && Encoding.UTF8.GetString(Named(entry)) is var name && IsPlain(name)
            ? new(name, GitId.Of(entry[^GitId.Length..]), kind is Folder)
            : null;
    }

    /// <summary>In the order that git keeps: by names, as if a folder's ended with '/'.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var one = Named(left);
        var other = Named(right);
        var length = Math.Min(one.Length, other.Length);
        return one[..length].SequenceCompareTo(other[..length]) is not 0 and var order ? order
            : (one.Length > length ? one[length] : End(left)).CompareTo(other.Length > length ? other[length] : End(right));
    }

    private static byte End(ReadOnlySpan<byte> entry) => (Mode(entry) & KindOfEntry) is Folder ? (byte)'/' : (byte)0;

    private static ReadOnlySpan<byte> Named(ReadOnlySpan<byte> entry) =>
        entry.IndexOf((byte)' ') is >= 0 and var space && space < entry.Length - 1 - GitId.Length ? entry[(space + 1)..^(GitId.Length + 1)] : [];

    private static int Mode(ReadOnlySpan<byte> entry)
    {
        var mode = 0;
        foreach (var digit in entry[..Math.Max(0, entry.IndexOf((byte)' '))])
        {
            mode = (mode << 3) + (digit & 7);
        }

        return mode;
    }

    private static bool IsPlain(string name) =>
        name is not ("" or "." or "..") && !name.Any(c => c is '/' or '\\' || char.IsControl(c)) &&
        !name.Equals(".git", StringComparison.OrdinalIgnoreCase);
}
