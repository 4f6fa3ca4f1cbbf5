namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>
/// Which files of a division's code repository say how risky a release is, as globs such as <c>src/mesh/**</c>: by those that
/// changed, a strategy is proposed.
/// </summary>
public sealed record Advice
{
    public IReadOnlyList<string> Mesh { get; init; } = [];

    public IReadOnlyList<string> EventStoreSchema { get; init; } = [];

    /// <summary>Of what old and new versions cannot do at the same time.</summary>
    public IReadOnlyList<string> CannotCoexist { get; init; } = [];
}
