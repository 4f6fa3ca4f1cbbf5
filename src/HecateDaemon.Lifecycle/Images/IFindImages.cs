using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Asks a registry, by the OCI distribution specification, what a tag names.</summary>
public interface IFindImages
{
    /// <summary>The image or index under the tag, or null if the registry says that there is none.</summary>
    Task<FoundImage?> FindAsync(ImageName image, string tag, CancellationToken ct);

    /// <summary>
    /// Only the digest under the tag, or null if the registry says that there is none: one cheap question, which public
    /// registries do not count as a pull.
    /// </summary>
    Task<Digest?> FindDigestAsync(ImageName image, string tag, CancellationToken ct);

    /// <summary>What the registry has about an image, by its referrers API or, where it has none, by the tag that stands in for it.</summary>
    Task<IReadOnlyList<Referrer>> FindReferrersAsync(ImageName image, Digest digest, CancellationToken ct);
}
