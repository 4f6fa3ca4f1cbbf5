using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>
/// What is written of who acts for an environment. Its times are for people: clocks of other machines decide nothing.
/// </summary>
public sealed record LeaseRecord
{
    /// <summary>The daemon that acts; empty once it has released the lease.</summary>
    public required string Holder { get; init; }

    /// <summary>How long the lease lasts for whoever sees that it does not change any more.</summary>
    public required int DurationSeconds { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset AcquiredAt { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset RenewedAt { get; init; }

    /// <summary>How often it has gone from one daemon to another.</summary>
    public required int Transitions { get; init; }
}

/// <summary>A lease as it was read: null where nobody ever had it, and the version that a change must name.</summary>
public sealed record LeaseEntry(LeaseRecord? Record, string Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LeaseRecord))]
public sealed partial class LeaseJson : JsonSerializerContext;
