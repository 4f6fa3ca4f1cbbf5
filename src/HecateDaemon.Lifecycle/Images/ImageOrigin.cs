namespace HecateDaemon.Lifecycle.Images;

/// <summary>
/// What an image says about where it came from, by OCI's own keys: the commit it was built from, the version, and the address
/// of its sources. Only claims: whoever can push an image can write them.
/// </summary>
public sealed record ImageOrigin(string? Revision, string? Version, string? Source)
{
    /// <summary>When it was built, by its own configuration.</summary>
    public DateTimeOffset? BuiltAt { get; init; }

    public static ImageOrigin Unsaid { get; } = new(Revision: null, Version: null, Source: null);
}
