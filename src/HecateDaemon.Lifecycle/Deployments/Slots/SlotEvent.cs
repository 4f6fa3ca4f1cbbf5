using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Something that happened to an environment's slots: one for each division, held by its active deployment.</summary>
public abstract record SlotEvent
{
    public required EnvironmentName Environment { get; init; }

    public required DivisionId DivisionId { get; init; }

    public required DeploymentId DeploymentId { get; init; }

    public required ReleaseVersion Version { get; init; }

    /// <summary>Which of the deployment's active periods it is about, counted from 1.</summary>
    public required int Turn { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset HappenedAt { get; init; }
}
