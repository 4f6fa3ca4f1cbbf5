namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A code repository, opened for reading. For one thread at a time.</summary>
public interface ICodeHistory
{
    IReadOnlyList<HistoryTag> Tags { get; }

    /// <summary>Every commit that a tag or HEAD reaches.</summary>
    CommitGraph Graph { get; }

    /// <summary>The commit checked out, or what the default branch names; null in a repository without commits.</summary>
    int? Head { get; }

    /// <summary>Which files are wanted.</summary>
    ReleaseFiles Files { get; }

    /// <summary>The wanted files; '/' between folders, ordinal order.</summary>
    IReadOnlyList<HistoryFile> FilesAt(int commit);

    /// <summary>A file's text; null if it is not text, too large, or not in this clone.</summary>
    string? Read(HistoryFile file);

    /// <summary>What identifies a folder's whole content at a commit; null if there is no such folder.</summary>
    string? FolderAt(int commit, string path);

    /// <summary>True if the commit differs from its first parent in this folder.</summary>
    bool Touches(int commit, string folder);

    /// <summary>True if the commit differs from its first parent outside these folders, lock files at the top aside.</summary>
    bool TouchesMoreThan(int commit, IReadOnlyList<string> folders);
}
