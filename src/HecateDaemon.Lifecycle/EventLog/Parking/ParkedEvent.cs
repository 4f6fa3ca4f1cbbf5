using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// An event that one reader failed at. It and all later ones of its stream wait, for this reader alone, until it is
/// retried; other streams go on.
/// </summary>
public sealed record ParkedEvent
{
    /// <summary>The policy, effect or read model.</summary>
    public required string Reader { get; init; }

    public required string Stream { get; init; }

    public required long Version { get; init; }

    public required long Position { get; init; }

    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required string Reason { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset ParkedAt { get; init; }

    public static ParkedEvent Of(string reader, StoredEvent stored, Exception e, DateTimeOffset at) => new()
    {
        Reader = reader,
        Stream = stored.Stream,
        Version = stored.Version,
        Position = stored.Position,
        EventId = stored.Id,
        Type = stored.Type,
        // A bug's own words are for the log: nobody knows what is in them.
        Reason = e is OutsideWorldException ? e.Message : $"it failed with {e.GetType().Name}: the daemon's log says how",
        ParkedAt = at,
    };
}
