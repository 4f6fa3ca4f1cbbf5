using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Something else that is made of each comparison of a cluster with Git.</summary>
public interface IJudgeComparisons
{
    Task JudgeAsync(ComparedCluster compared, CancellationToken ct);
}

/// <summary>What a comparison saw: Git and the cluster side by side, and what it made of them.</summary>
public sealed record ComparedCluster
{
    public required TargetEnvironment Environment { get; init; }

    /// <summary>The commit of the GitOps repository that it was compared with.</summary>
    public required CommitId Head { get; init; }

    /// <summary>Those that were looked at; the others are being shipped.</summary>
    public required IReadOnlyList<DivisionId> Divisions { get; init; }

    /// <summary>Those of which Git could be told.</summary>
    public required IReadOnlySet<DivisionId> Told { get; init; }

    public required IReadOnlyList<WantedWorkload> Wanted { get; init; }

    /// <summary>By namespace.</summary>
    public required IReadOnlyDictionary<string, LiveWorkloads> Live { get; init; }

    public required IReadOnlyList<Drift> Drift { get; init; }

    public required IReadOnlyList<string> CannotTell { get; init; }
}
