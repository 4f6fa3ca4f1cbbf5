using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>
/// What a tag names in the registry: the digest of the manifest or index, checked by hashing what came, and for an
/// index the manifests in it (a lone image stands for itself). Platforms are <c>os/architecture[/variant]</c>; none
/// where the registry does not say.
/// </summary>
public sealed record FoundImage(Digest Digest, IReadOnlyList<PlatformImage> Platforms);

/// <summary>One platform's manifest.</summary>
public sealed record PlatformImage(string Platform, Digest Digest)
{
    public ImageOrigin Origin { get; init; } = ImageOrigin.Unsaid;
}
