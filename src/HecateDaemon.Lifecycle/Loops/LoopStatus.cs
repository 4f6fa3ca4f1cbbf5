using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Loops;

/// <summary>How a loop stands, as the API tells it.</summary>
public sealed record LoopStatus
{
    public required string Name { get; init; }

    public required int IntervalSeconds { get; init; }

    public bool Running { get; init; }

    public int Rounds { get; init; }

    /// <summary>Rounds in a row that failed with an error.</summary>
    public int Failures { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? LastStartedAt { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? LastEndedAt { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Whether the last round found everything in order; null before the first.</summary>
    public bool? Healthy { get; init; }

    public string? LastOutcome { get; init; }
}
