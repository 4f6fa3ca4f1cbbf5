using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Gradle's build files, in Groovy and in Kotlin: the project's own version, not that of plugins and dependencies.</summary>
internal sealed partial class GradleBuild : IVersionFormat
{
    public bool IsFor(string path) => (path.EndsWith(".gradle", StringComparison.Ordinal) || path.EndsWith(".gradle.kts", StringComparison.Ordinal)) &&
        FilePath.Name(path) is not ("settings.gradle" or "settings.gradle.kts");

    public VersionReading Read(string text)
    {
        var found = Statement().Matches(text);
        return new([.. found.Where(m => !IsComputed(m)).Select(m => new VersionPlace(m.Groups["key"].Value, m.Groups["version"].Value, m.Groups["version"].Index))])
        {
            Computed = found.FirstOrDefault(IsComputed)?.Value.Trim() ?? (Other().Match(text) is { Success: true } other ? other.Value.Trim() : null),
        };
    }

    private static bool IsComputed(Match statement) => statement.Groups["version"].ValueSpan.Contains('$');

    [GeneratedRegex(@"^[ \t]*(project\.)?(?<key>version|versionName)[ \t]*(=[ \t]*|[ \t(]+)[""'](?<version>[^""'\r\n]{1,80})[""']",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"^[ \t]*(project\.)?version[ \t]*=[ \t]*[^""'\s][^\r\n]{0,80}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Other();
}
