namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>What was found in one file: the places of an image, and what could not be told, each with where and why.</summary>
public sealed record Sighting(IReadOnlyList<ImagePlace> Places, IReadOnlyList<CannotTell> Unclear)
{
    public static Sighting Nothing { get; } = new([], []);
}

/// <summary>Something in a file that may or may not be a place. Line counts from 1.</summary>
public sealed record CannotTell(string File, int Line, string Why);
