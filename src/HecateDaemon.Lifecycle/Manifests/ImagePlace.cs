namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// One place in a file where an image's version stands. Line and column count from 1; the span is in UTF-16 units of the
/// text and covers exactly what a bump would replace.
/// </summary>
public sealed record ImagePlace
{
    public required string File { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }

    public required int Start { get; init; }

    public required int Length { get; init; }

    /// <summary>Which kind of place it is, such as <c>pod_spec</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The tag that stands there.</summary>
    public required string Tag { get; init; }

    /// <summary>The workload that runs the image, where the place tells it.</summary>
    public required Workload? Workload { get; init; }

    /// <summary>The container's name, where the place tells it.</summary>
    public required string? Container { get; init; }
}
