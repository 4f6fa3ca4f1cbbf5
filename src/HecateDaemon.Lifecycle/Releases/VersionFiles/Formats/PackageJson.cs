namespace HecateDaemon.Lifecycle.Releases;

/// <summary>npm's <c>package.json</c>, and the files of the same form beside it.</summary>
internal sealed class PackageJson : IVersionFormat
{
    public bool IsFor(string path) =>
        FilePath.IsNamed(path, "package.json") || FilePath.IsNamed(path, "bower.json") || FilePath.IsNamed(path, "lerna.json") ||
        FilePath.IsNamed(path, "jsr.json") || FilePath.IsNamed(path, "deno.json") || FilePath.IsNamed(path, "composer.json");

    public VersionReading Read(string text) => JsonText.Values(text, depth: 1) is { } values
        ? new([.. values.Where(v => v.Path is "version").Take(1).Select(v => new VersionPlace("version", v.Text, v.Start))])
        {
            Package = values.Find(v => v.Path is "name").Text,
        }
        : VersionReading.Failed("it is not JSON");
}
