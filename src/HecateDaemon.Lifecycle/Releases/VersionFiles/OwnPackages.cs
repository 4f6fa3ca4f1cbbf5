namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Which packages have their version from where.</summary>
internal static class OwnPackages
{
    /// <summary>The packages whose version stands at a place: the file's own, or those of a Cargo workspace that inherit it.</summary>
    public static IEnumerable<string> VersionedAt(
        string path, VersionReading reading, string key, IReadOnlyList<(string Path, VersionReading Reading)> all) =>
        key is not CargoToml.OfWorkspace ? reading.Package is { } own ? [own] : []
        : all.Where(f => f.Reading.Computed is CargoToml.Inherited && FilePath.IsBelow(f.Path, FilePath.Folder(path)))
            .Select(f => f.Reading.Package)
            .OfType<string>();
}
