using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A CHANGELOG in the form of Keep a Changelog 1.1: one second-level heading for each version.</summary>
public static partial class Changelog
{
    public const string FileName = "CHANGELOG.md";

    /// <summary>The heading of the version's entry, as it stands there, and its line counted from 1; null if there is none.</summary>
    public static (string Heading, int Line)? FindEntry(string text, ReleaseVersion version)
    {
        var line = 0;
        foreach (var each in text.AsSpan().EnumerateLines())
        {
            line++;
            if (each.StartsWith("## ") && VersionOf(each.ToString()) == version)
            {
                return (each.Trim().ToString(), line);
            }
        }

        return null;
    }

    private static ReleaseVersion? VersionOf(string heading) =>
        Heading().Match(heading) is { Success: true } match && ReleaseVersion.TryParse(match.Groups["version"].Value, out var version)
            ? version
            : null;

    [GeneratedRegex(@"\A## +(Version +|Release +)?\[?(?<version>v?[0-9][0-9A-Za-z.+-]*)\]?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
