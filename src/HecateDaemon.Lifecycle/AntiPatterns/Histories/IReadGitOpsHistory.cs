using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Looks back into a GitOps repository. Never writes.</summary>
public interface IReadGitOpsHistory
{
    /// <summary>
    /// What commits after one and up to another changed in the versions of an image below a path, newest first. Merges and
    /// the daemon's own commits are left out.
    /// </summary>
    Task<IReadOnlyList<GitOpsChange>> ChangesAsync(GitOpsPart part, CommitId after, CommitId upTo, ImageName image, CancellationToken ct);

    /// <summary>The newest commit, up to this one, in which a file below the path has the image at this tag or digest; null if none has.</summary>
    Task<GitOpsCommit?> FindAsync(GitOpsPart part, CommitId upTo, ImageName image, string version, CancellationToken ct);
}

/// <summary>A folder or file of a GitOps repository, with '/'; empty for the whole repository.</summary>
public sealed record GitOpsPart(string Repository, string Path);
