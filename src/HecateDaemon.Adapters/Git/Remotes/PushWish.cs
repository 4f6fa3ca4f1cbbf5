using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>A commit to put on a branch of a remote that still is where it was seen. Never forced, except over a commit that may go.</summary>
internal sealed record PushWish(Commit Commit, string Branch)
{
    /// <summary>Where the branch was seen; null: nowhere.</summary>
    public required Commit? Seen { get; init; }

    /// <summary>True where what was seen may be lost.</summary>
    public bool Replaces { get; init; }

    /// <summary>What the server is told along with it.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public string Reference => $"refs/heads/{Branch}";

    public string Refspec => $"{(Replaces ? "+" : "")}{Commit.Sha}:{Reference}";
}
