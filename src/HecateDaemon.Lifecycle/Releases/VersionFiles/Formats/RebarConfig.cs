using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>The releases that <c>rebar.config</c> or <c>relx.config</c> builds.</summary>
internal sealed partial class RebarConfig : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "rebar.config") || FilePath.IsNamed(path, "relx.config");

    public VersionReading Read(string text)
    {
        var releases = Release().Matches(ErlangText.WithoutComments(text, '%'));
        return new([.. releases.Where(r => r.Groups["version"].Value is not ("git" or "semver"))
            .Select(r => new VersionPlace(r.Groups["name"].Value, r.Groups["version"].Value, r.Groups["version"].Index))]);
    }

    [GeneratedRegex(@"\{\s*release\s*,\s*\{\s*'?(?<name>[a-z][A-Za-z0-9_@]*)'?\s*,\s*""(?<version>[^""\r\n]*)""\s*\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Release();
}
