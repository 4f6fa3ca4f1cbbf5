namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Files to be looked at: those of a folder, or of a commit.</summary>
public interface ILintedTree
{
    /// <summary>All regular files in ordinal order of their paths. Symbolic links are not among them.</summary>
    IReadOnlyList<TreeFile> Files { get; }

    /// <summary>
    /// A file's bytes; several threads ask at once. What cannot be read is an <see cref="Values.OutsideWorldException"/>.
    /// </summary>
    ReadOnlyMemory<byte> Read(TreeFile file);
}

/// <summary>A file by its path from the root, with '/', and its size in bytes.</summary>
public sealed record TreeFile(string Path, long Size);
