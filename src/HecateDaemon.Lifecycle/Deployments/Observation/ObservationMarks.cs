using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>How far an observation has counted, so that whoever goes on counts nothing twice and misses nothing.</summary>
public sealed record ObservationMarks
{
    /// <summary>When pods were last seen; null: not yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? PodsSeenAt { get; init; }

    /// <summary>The containers that were ever restarted; null: not known, the first look tells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RestartMark>? Restarted { get; init; }

    /// <summary>The latest change of any pod's readiness, by the cluster's clock.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>The pods that were not ready.</summary>
    public required IReadOnlyList<string> Unready { get; init; }

    /// <summary>The time of the latest warning, by the cluster's clock, and the warnings of that very time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? WarnedAt { get; init; }

    public required IReadOnlyList<string> Warned { get; init; }

    /// <summary>When smoke tests and metrics were last asked; null: not yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? AskedAt { get; init; }

    public required IReadOnlyList<SmokeTestMark> SmokeTests { get; init; }

    public static ObservationMarks None { get; } = new() { Unready = [], Warned = [], SmokeTests = [] };
}

/// <summary>How often a pod's container had been restarted.</summary>
public sealed record RestartMark(string Pod, string Container, int Count);

/// <summary>Since when a smoke test fails without a break, what it said, and its latest latencies in milliseconds.</summary>
public sealed record SmokeTestMark(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UnixMillisecondsJsonConverter))] DateTimeOffset? FailingSinceAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    IReadOnlyList<int> LatenciesMs);
