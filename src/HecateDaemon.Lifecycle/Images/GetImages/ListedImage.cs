using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>A tag of an image, and what became of it.</summary>
public sealed record ListedImage
{
    public required DivisionId DivisionId { get; init; }

    public required ReleaseVersion Version { get; init; }

    public required ImageName Image { get; init; }

    public required string Tag { get; init; }

    /// <summary>What the tag named when it was first seen.</summary>
    public required Digest Digest { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>The first deployment that verified it; null if none did yet.</summary>
    public DeploymentId? DeploymentId { get; init; }

    /// <summary>When a deployment last verified it.</summary>
    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? LastVerifiedAt { get; init; }

    public required TagState State { get; init; }

    /// <summary>What the tag names instead, where it was mutated.</summary>
    public Digest? FoundDigest { get; init; }

    /// <summary>Since when it is in this state.</summary>
    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Of the event by which it was first seen.</summary>
    [JsonIgnore]
    public long Position { get; init; }
}

/// <summary>What became of a tag since it was first seen.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TagState>))]
public enum TagState
{
    /// <summary>It names what it named at first.</summary>
    Seen,

    /// <summary>It names another image.</summary>
    Mutated,

    /// <summary>The registry has it no longer.</summary>
    Vanished,

    /// <summary>It names again what it named at first.</summary>
    Restored,
}
