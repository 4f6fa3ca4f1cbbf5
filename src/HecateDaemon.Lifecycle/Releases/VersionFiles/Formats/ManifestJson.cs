namespace HecateDaemon.Lifecycle.Releases;

/// <summary><c>manifest.json</c> of browser extensions and integrations.</summary>
internal sealed class ManifestJson : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "manifest.json");

    /// <summary>Many other things have this name too; what is not of this form has no version.</summary>
    public VersionReading Read(string text) => JsonText.Values(text, depth: 1) is { } values
        ? new([.. values.Where(v => v.Path is "version").Take(1).Select(v => new VersionPlace("version", v.Text, v.Start))])
        : VersionReading.Nothing;
}
