namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An image as one place of a file asks for it.</summary>
internal sealed record ImageUse(ImageHome Home, int Line, int Column, string Name, string? Tag, TagKind Kind)
    : ImageAsked(Name, Tag, Kind)
{
    /// <summary>Where it runs, as far as the place tells; null where it does not.</summary>
    public KubernetesObject? Object { get; init; }

    public string? Container { get; init; }

    /// <summary>The object and the container that ask for it, as far as they have names.</summary>
    public string Owner => new ContainerOwner(Object, Container).ToString();
}

/// <summary>What kind of place asks for an image.</summary>
internal enum ImageHome
{
    /// <summary>A container, or what becomes one: without a tag it runs <c>latest</c>.</summary>
    Container,

    /// <summary>A version beside the image's name, in Helm values and the like: without one, the chart decides.</summary>
    Values,

    /// <summary>An item of <c>images</c> in a Kustomization.</summary>
    Kustomization,

    /// <summary>An image by its key's name, in a place of unknown meaning.</summary>
    Elsewhere,
}
