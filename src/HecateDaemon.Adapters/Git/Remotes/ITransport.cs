using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>How commits get from a remote into its clone and back.</summary>
internal interface ITransport
{
    /// <summary>Has references as the remote has them; those that it has no longer go.</summary>
    void Fetch(Repository clone, params string[] references);

    PushResult Push(Repository clone, PushWish wish);
}
