using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A file named VERSION that holds one version and nothing else.</summary>
internal sealed partial class VersionText : IVersionFormat
{
    public bool IsFor(string path) => FilePath.Name(path) is var name &&
        (name.Equals("VERSION", StringComparison.OrdinalIgnoreCase) || name.Equals("VERSION.txt", StringComparison.OrdinalIgnoreCase) ||
            name is ".version");

    public VersionReading Read(string text) => Line().Match(text) is { Success: true } match
        ? new([new("", match.Groups["version"].Value, match.Groups["version"].Index)])
        : VersionReading.Failed("it does not hold one version");

    [GeneratedRegex(@"\A\uFEFF?\s*(VERSION\s*[=:]\s*)?[""']?v?(?<version>[0-9][0-9A-Za-z.+_-]{0,60})[""']?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
