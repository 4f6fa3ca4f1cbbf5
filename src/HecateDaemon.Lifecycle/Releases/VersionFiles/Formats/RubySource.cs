using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A gem's <c>version.rb</c>, and the literal version in its specification.</summary>
internal sealed partial class RubySource : IVersionFormat
{
    private const int DeepestSource = 5;

    public bool IsFor(string path) => FilePath.Depth(path) <= DeepestSource &&
        (FilePath.Name(path) is "version.rb" || path.EndsWith(".gemspec", StringComparison.Ordinal));

    public VersionReading Read(string text) => Statement().Match(text) is { Success: true } match
        ? new([new(match.Groups["key"].Value, match.Groups["version"].Value, match.Groups["version"].Index)])
        : VersionReading.Nothing;

    [GeneratedRegex(@"^[ \t]*([A-Z_]{1,30}[ \t]*=[ \t]*)?(?<key>VERSION|[a-z_]{1,30}\.version)[ \t]*=[ \t]*[""'](?<version>[0-9][0-9A-Za-z.+_-]{0,60})[""']",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}
