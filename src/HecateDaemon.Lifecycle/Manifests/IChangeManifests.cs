namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// A change of a division's manifests that is more than a version: the same files give the same change, and files that have it
/// already give none. Pure, so that it can be made anew whenever the branch has moved.
/// </summary>
public interface IChangeManifests
{
    /// <summary>
    /// What becomes of those files that it concerns, changed or not; all files of the division's path are given, in ordinal
    /// order. What stands in the way is told as unclear.
    /// </summary>
    IReadOnlyList<ChangedManifest> Change(IReadOnlyList<ManifestFile> files);
}

/// <summary>A file of those that were given, and what becomes of it. The places are those that hold the wanted version afterwards.</summary>
public sealed record ChangedManifest(string Path, EditedManifest Edited);
