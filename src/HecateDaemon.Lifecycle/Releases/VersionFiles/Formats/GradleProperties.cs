namespace HecateDaemon.Lifecycle.Releases;

/// <summary>The project's version in <c>gradle.properties</c> or <c>version.properties</c>, under the names that are in use for it.</summary>
internal sealed class GradleProperties : IVersionFormat
{
    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "version", "VERSION_NAME", "projectVersion", "project.version", "mod_version", "pluginVersion", "releaseVersion",
        "libraryVersion", "artifactVersion", "appVersion", "app.version", "versionName",
    };

    public bool IsFor(string path) => FilePath.IsNamed(path, "gradle.properties") || FilePath.IsNamed(path, "version.properties");

    public VersionReading Read(string text) => new([.. TomlText.Values(text)
        .Where(v => v.Table is "" && Keys.Contains(v.Key) && v.Raw is not "")
        .Select(v => new VersionPlace(v.Key, v.Text, v.TextStart))]);
}
