using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>What became of telling one receiver about a deployment.</summary>
public abstract record NotificationEvent
{
    public required DeploymentId DeploymentId { get; init; }

    public required DivisionId DivisionId { get; init; }

    public required EnvironmentName Environment { get; init; }

    public required ReleaseVersion Version { get; init; }

    /// <summary>The receiver's name in the configuration.</summary>
    public required string Receiver { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset HappenedAt { get; init; }
}

/// <summary>The receiver has taken it.</summary>
public sealed record NotificationDelivered : NotificationEvent
{
    public required string Evidence { get; init; }
}

/// <summary>The receiver could not be told, and this is why. Recorded when the reason changes, not at every attempt.</summary>
public sealed record NotificationFailed : NotificationEvent
{
    public required string Reason { get; init; }

    /// <summary>False: it is tried again.</summary>
    public required bool GaveUp { get; init; }
}
