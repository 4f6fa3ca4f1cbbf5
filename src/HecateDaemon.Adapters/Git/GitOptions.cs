using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Adapters.Git;

/// <summary>How this daemon works with git repositories.</summary>
public sealed class GitOptions
{
    /// <summary>Clones are kept below it, in <c>git/</c>. They are a cache: deleting them loses nothing.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>What the configuration says.</summary>
    public GitAccess Access { get; init; } = new();

    /// <summary>How long a bump takes lost races to the new head before it gives up for now.</summary>
    public TimeSpan PushDeadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long one stretch of work with a repository may take, a first clone and the wait for its turn included.
    /// A server that falls silent is left much earlier.
    /// </summary>
    public TimeSpan WorkDeadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How much one fetch may bring.</summary>
    public long MaxFetchedBytes { get; init; } = 4L << 30;
}
