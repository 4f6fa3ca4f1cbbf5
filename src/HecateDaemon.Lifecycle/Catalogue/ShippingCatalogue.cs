using System.Collections.Frozen;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Every division and environment that this daemon knows, read from configuration and checked whole at start.</summary>
public sealed class ShippingCatalogue(
    IEnumerable<Division> divisions,
    IEnumerable<TargetEnvironment> environments,
    LoopIntervals loops,
    RegistryAccess registry)
{
    public LoopIntervals Loops { get; } = loops;

    public RegistryAccess Registry { get; } = registry;

    /// <summary>Null: the event log is embedded.</summary>
    public EventStoreAccess? EventStore { get; init; }

    public GitAccess Git { get; init; } = new();

    /// <summary>After this time without a sign of life, another daemon takes over what a daemon acts for.</summary>
    public TimeSpan LeaseDuration { get; init; } = LeadershipReader.UnsetLeaseDuration;

    public GuardSettings Guard { get; init; } = new();

    public FrozenDictionary<DivisionId, Division> Divisions { get; } = divisions.ToFrozenDictionary(d => d.Id);

    public FrozenDictionary<EnvironmentName, TargetEnvironment> Environments { get; } =
        environments.ToFrozenDictionary(e => e.Name);

    /// <summary>Where it is settled which daemon acts for the environment.</summary>
    public LeaderElection LeadershipOf(TargetEnvironment environment) =>
        environment.Leadership ?? (EventStore is null ? LeaderElection.None : LeaderElection.EventLog);
}
