using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Looks into a GitOps repository as its remote has it now. Never writes.</summary>
public interface IReadManifests
{
    /// <summary>The commit at the branch's head.</summary>
    Task<CommitId> HeadAsync(string repository, string branch, CancellationToken ct);

    /// <summary>All regular files at or below a path in a commit, in ordinal order of their paths. Symbolic links and submodules are left out.</summary>
    Task<IReadOnlyList<ManifestFile>> ReadAsync(string repository, CommitId commit, string path, CancellationToken ct);

    /// <summary>True if <paramref name="later"/> is <paramref name="earlier"/> or has it among its ancestors.</summary>
    Task<bool> ContainsAsync(string repository, CommitId later, CommitId earlier, CancellationToken ct);
}

/// <summary>A file of a commit: its path from the repository's root, with '/', and its bytes.</summary>
public sealed record ManifestFile(string Path, ReadOnlyMemory<byte> Content);
