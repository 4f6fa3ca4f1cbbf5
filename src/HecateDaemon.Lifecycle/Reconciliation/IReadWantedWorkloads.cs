using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Reads what the GitOps repository wants at a commit.</summary>
public interface IReadWantedWorkloads
{
    /// <summary>The Deployments, StatefulSets and DaemonSets of one division, or why they cannot be told.</summary>
    Task<WantedState> ReadAsync(TargetEnvironment environment, Division division, CommitId commit, CancellationToken ct);

    /// <summary>
    /// <c>Kind/name</c> of every object that any manifest of the environment names, as it stands there; what cannot be read
    /// is left out.
    /// </summary>
    Task<IReadOnlySet<string>> NamesAsync(TargetEnvironment environment, CommitId commit, CancellationToken ct);
}

/// <summary>What Git wants, or one sentence why that cannot be told.</summary>
public sealed record WantedState(IReadOnlyList<WantedWorkload> Workloads, string? CannotTell);
