using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>
/// Keeps one record for each environment where all daemons see it, and lets of two that change the same version only one
/// have its way.
/// </summary>
public interface IKeepLeases
{
    LeaderElection Kind { get; }

    Task<LeaseEntry> ReadAsync(TargetEnvironment environment, CancellationToken ct);

    /// <summary>The new version; null where the record is not at that version any more. After an exception the outcome is unknown.</summary>
    Task<string?> TryWriteAsync(TargetEnvironment environment, LeaseRecord record, string version, CancellationToken ct);
}
