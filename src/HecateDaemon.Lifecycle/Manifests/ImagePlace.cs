namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// One place in a file where an image's version stands. Line and column count from 1; what stands there is a tag, a
/// digest or both.
/// </summary>
public sealed record ImagePlace
{
    public required string File { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }

    /// <summary>The image as the file names it, with the registry that stands beside it.</summary>
    public required string Image { get; init; }

    /// <summary>Which kind of place it is, such as <c>pod_spec</c>.</summary>
    public required string Kind { get; init; }

    public required VersionText? Tag { get; init; }

    /// <summary>The digest beside the tag, or in its stead.</summary>
    public required VersionText? Digest { get; init; }

    /// <summary>True if the tag is a whole value without quotes, so that <c>1.20</c> would be read as a number.</summary>
    public required bool IsBare { get; init; }

    /// <summary>The workload that runs the image, where the place tells it.</summary>
    public required Workload? Workload { get; init; }

    /// <summary>The container's name, where the place tells it.</summary>
    public required string? Container { get; init; }
}
