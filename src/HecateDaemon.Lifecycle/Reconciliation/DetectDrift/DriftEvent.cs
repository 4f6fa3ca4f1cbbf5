using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Something that happened to the drift of an environment.</summary>
public abstract record DriftEvent
{
    public required EnvironmentName Environment { get; init; }

    public required Drift Drift { get; init; }

    /// <summary>The head of the GitOps branch that the cluster was compared with.</summary>
    public required CommitId Revision { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset HappenedAt { get; init; }
}

/// <summary>A difference appeared, or is another one than before.</summary>
public sealed record DriftDetected : DriftEvent;

/// <summary>A difference is gone; says what it was.</summary>
public sealed record DriftCleared : DriftEvent;
