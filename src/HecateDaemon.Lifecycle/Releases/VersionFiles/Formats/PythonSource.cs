using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary><c>__version__</c> in a package's sources, and the literal version in <c>setup.py</c>.</summary>
internal sealed partial class PythonSource : IVersionFormat
{
    private const int DeepestPackage = 3;

    public bool IsFor(string path) => path.EndsWith(".py", StringComparison.Ordinal) && FilePath.Depth(path) <= DeepestPackage &&
        FilePath.Name(path) is "__init__.py" or "__version__.py" or "_version.py" or "version.py" or "__about__.py" or "about.py" or "setup.py";

    public VersionReading Read(string text) =>
        Statement().Match(text) is { Success: true } match
            ? new([new(match.Groups["key"].Value.Trim(), match.Groups["version"].Value, match.Groups["version"].Index)])
            : VersionReading.Nothing;

    [GeneratedRegex(@"^(?<key>__version__|VERSION|version|[ \t]{1,12}version)\s{0,4}(:\s?[A-Za-z.\[\]]{1,30}\s?)?=\s{0,4}[""'](?<version>[0-9][0-9A-Za-z.+_-]{0,60})[""']",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}
