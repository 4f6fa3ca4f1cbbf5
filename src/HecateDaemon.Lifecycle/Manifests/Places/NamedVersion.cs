namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// An image whose name and version stand beside each other in one mapping. The tag and the digest are as the mapping
/// has them, maybe by alias.
/// </summary>
internal sealed record NamedVersion(string Name, SourceNode? Tag, SourceNode? Digest)
{
    /// <summary>True if the name goes without a registry, but need not mean Docker Hub: a chart may have its own.</summary>
    public bool MayHaveRegistryElsewhere { get; init; }
}
