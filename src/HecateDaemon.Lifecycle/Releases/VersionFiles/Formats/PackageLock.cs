namespace HecateDaemon.Lifecycle.Releases;

/// <summary>npm's lock file, which repeats the version of its own package, since npm 7 twice.</summary>
internal sealed class PackageLock : IVersionFormat
{
    public static bool IsOne(string path) => FilePath.IsNamed(path, "package-lock.json") || FilePath.IsNamed(path, "npm-shrinkwrap.json");

    public bool IsFor(string path) => IsOne(path);

    public VersionReading Read(string text) => JsonText.Values(text, depth: 3) is { } values
        ? new(
        [
            .. values.Where(v => v.Path is "version").Take(1).Select(v => new VersionPlace("version", v.Text, v.Start)),
            .. values.Where(v => v.Path is "packages\n\nversion").Take(1).Select(v => new VersionPlace("packages..version", v.Text, v.Start)),
        ])
        {
            Package = values.Find(v => v.Path is "name").Text,
        }
        : VersionReading.Failed("it is not JSON");
}
