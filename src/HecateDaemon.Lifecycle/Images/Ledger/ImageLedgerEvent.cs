using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Something that was seen to happen to an image's tag. A tag means one thing for ever: the digest first seen under it.</summary>
public abstract record ImageLedgerEvent
{
    public required DivisionId DivisionId { get; init; }

    public required ReleaseVersion Version { get; init; }

    public required ImageName Image { get; init; }

    public required string Tag { get; init; }

    /// <summary>What the tag named when it was first seen.</summary>
    public required Digest Digest { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset HappenedAt { get; init; }
}

/// <summary>The tag was seen for the first time.</summary>
public sealed record ImageTagSeen : ImageLedgerEvent;

/// <summary>The tag names something else than before, or nothing at all.</summary>
public sealed record ImageTagMutated : ImageLedgerEvent
{
    /// <summary>What it names now; null: it vanished.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Digest? Found { get; init; }
}

/// <summary>The tag names again what it named at first.</summary>
public sealed record ImageTagRestored : ImageLedgerEvent;
