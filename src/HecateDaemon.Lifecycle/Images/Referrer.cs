using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Something in the registry that says of itself that it is about an image: a signature, an attestation, a bill of materials.</summary>
public sealed record Referrer(Digest Digest, string? ArtifactType)
{
    public IReadOnlyDictionary<string, string?> Annotations { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
