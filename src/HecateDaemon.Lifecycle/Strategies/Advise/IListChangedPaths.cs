using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Compares two commits of a code repository. Never writes.</summary>
public interface IListChangedPaths
{
    /// <summary>The files that were added, changed or removed between the two, with '/', in ordinal order.</summary>
    Task<IReadOnlyList<string>> BetweenAsync(string repository, CommitId earlier, CommitId later, CancellationToken ct);
}
