using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>The versions that a text names.</summary>
internal static partial class VersionsNamed
{
    public static IEnumerable<VersionNumber> In(string text)
    {
        foreach (Match match in Shape().Matches(text))
        {
            if (VersionNumber.TryParse(match.Value.TrimEnd('.', '-', '+'), out var version))
            {
                yield return version;
            }
        }
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z.])v?[0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+-]*",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
