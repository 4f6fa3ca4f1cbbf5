namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Cargo's lock file, in which packages without a source are those of the repository itself.</summary>
internal sealed class CargoLock : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "Cargo.lock");

    public VersionReading Read(string text) => new(LockedPackages.In(text, isOwn: source => source is ""));
}
