using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>The constant or variable <c>Version</c> in a Go package's <c>version.go</c> or <c>const.go</c>.</summary>
internal sealed partial class GoSource : IVersionFormat
{
    private const int DeepestSource = 4;

    public bool IsFor(string path) => FilePath.Depth(path) <= DeepestSource && FilePath.Name(path) is "version.go" or "const.go";

    public VersionReading Read(string text) => Statement().Match(text) is { Success: true } match
        ? new([new(match.Groups["key"].Value, match.Groups["version"].Value, match.Groups["version"].Index)])
        : VersionReading.Nothing;

    [GeneratedRegex(@"^[ \t]*((const|var)[ \t]+)?(?<key>Version|VERSION|version)([ \t]+string)?[ \t]*=[ \t]*""(?<version>v?[0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+_-]{0,60})""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}
