namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>How git repositories are reached, and what the daemon's commits look like.</summary>
public sealed record GitAccess
{
    public IReadOnlyList<GitCredential> Credentials { get; init; } = [];

    public GitIdentity Author { get; init; } = new("HecateDaemon", "hecate-daemon@localhost");

    /// <summary>Null: the author.</summary>
    public GitIdentity? Committer { get; init; }

    /// <summary>Null: commits are not signed.</summary>
    public GitSigning? Signing { get; init; }

    public CommitSubjects Subjects { get; init; } = new();

    /// <summary>How long a bump waits for others of the same branch, to go with them in one commit.</summary>
    public TimeSpan GatheringWindow { get; init; } = TimeSpan.FromMilliseconds(20);
}

/// <summary>Who a commit says it is from.</summary>
public sealed record GitIdentity(string Name, string Email);

/// <summary>The key that signs commits: an absolute path, or the name of a systemd credential.</summary>
public sealed record GitSigning(SigningFormat Format, string KeyFile);

/// <summary>Whose signatures: <c>ssh-keygen</c>'s or <c>gpg</c>'s.</summary>
public enum SigningFormat
{
    Ssh,
    OpenPgp,
}
