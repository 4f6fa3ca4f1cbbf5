using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The registry has the image of this version.</summary>
public sealed record ImageVerified : StationReached
{
    public override Station Station => Station.ImageVerified;

    public required ImageName Image { get; init; }

    /// <summary>The tag in the spelling that the registry knows: <c>0.7.3</c> or <c>v0.7.3</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>Of the manifest, or of the index where there are several platforms.</summary>
    public required Digest Digest { get; init; }

    /// <summary>Platforms such as <c>linux/amd64</c>, with the digest of each one's manifest.</summary>
    public required IReadOnlyList<VerifiedPlatform> Platforms { get; init; }

    /// <summary>What else was looked at, be it as it should or not; null where nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ImageFinding>? Findings { get; init; }
}
