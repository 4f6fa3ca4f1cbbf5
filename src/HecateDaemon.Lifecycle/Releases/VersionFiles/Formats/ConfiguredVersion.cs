using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Files that people named, and the versions in them that their pattern finds.</summary>
internal sealed class ConfiguredVersion(VersionFilePattern pattern) : IVersionFormat
{
    private const int MostPlaces = 100;

    public bool IsFor(string path) => PathGlob.Matches(pattern.Path, path);

    public VersionReading Read(string text)
    {
        var places = pattern.Pattern.Matches(text)
            .Select(m => m.Groups["version"])
            .Where(version => version.Length > 0)
            .Take(MostPlaces)
            .Select((version, n) => new VersionPlace($"match {n + 1}", version.Value, version.Index))
            .ToList();
        return places is [] ? VersionReading.Failed("the configured pattern finds no version in it") : new(places);
    }
}
