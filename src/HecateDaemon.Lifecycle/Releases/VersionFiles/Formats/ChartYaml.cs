using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Helm's <c>Chart.yaml</c>: the chart's own version and that of the application in it.</summary>
internal sealed partial class ChartYaml : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "Chart.yaml");

    public VersionReading Read(string text) => new([.. Statement().Matches(text)
        .Select(m => new VersionPlace(m.Groups["key"].Value, m.Groups["version"].Value, m.Groups["version"].Index))])
    {
        Package = Name().Match(text) is { Success: true } name ? name.Groups["name"].Value : null,
    };

    [GeneratedRegex(@"^(?<key>version|appVersion):[ \t]+[""']?(?<version>[^""'#\s{}]{1,80})[""']?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"^name:[ \t]+[""']?(?<name>[^""'#\s]{1,100})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
