using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A commit; its parents are their numbers in the graph, and those that the clone does not have are left out.</summary>
public sealed record HistoryCommit(CommitId Id, IReadOnlyList<int> Parents, DateTimeOffset At, string Message)
{
    public bool IsMerge => Parents.Count > 1;

    /// <summary>Parents are missing: a shallow clone ends here.</summary>
    public bool IsCut { get; init; }
}
