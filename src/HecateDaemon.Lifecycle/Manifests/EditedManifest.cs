namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// A file after an edit: its bytes, the places that hold the new tag now (lines and columns as they were before), and
/// what could not be told. The bytes are those that came in unless a place had another tag.
/// </summary>
public sealed record EditedManifest(
    ReadOnlyMemory<byte> Content, IReadOnlyList<BumpedPlace> Places, IReadOnlyList<CannotTell> Unclear)
{
    /// <summary>
    /// Places that were left alone, because their tags are of other flavours (<c>-alpine</c>) than the wanted one, and
    /// another place's is not.
    /// </summary>
    public IReadOnlyList<ImagePlace> OtherFlavours { get; init; } = [];

    /// <summary>True where more than versions was changed.</summary>
    public bool IsReshaped { get; init; }

    public bool IsChanged => IsReshaped || Places.Any(p => p.Old != p.New);
}
