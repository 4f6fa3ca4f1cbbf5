using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What a Helm chart says about its own version in the annotation <c>artifacthub.io/changes</c>.</summary>
internal static partial class ChartChanges
{
    private const string Annotation = "artifacthub.io/changes";

    public static ChangelogEntry? Of(string chart, VersionNumber version)
    {
        if (!chart.Contains(Annotation, StringComparison.Ordinal) || Changes().Match(chart) is not { Success: true } match ||
            !new ChartYaml().Read(chart).Places.Any(p => p.Key is "version" && VersionNumber.TryParse(p.Text, out var own) && own.IsSame(version)))
        {
            return null;
        }

        var line = chart.AsSpan(0, match.Index).Count('\n') + 1;
        return new(Annotation, line, [version]) { Body = match.Groups["body"].Value.ReplaceLineEndings("\n").Split('\n') };
    }

    [GeneratedRegex(@"^[ \t]+[""']?artifacthub\.io/changes[""']?:[ \t]*[|>][-+0-9]{0,2}[ \t]*\r?\n(?<body>([ \t]+[^\r\n]*\r?\n?|\r?\n)+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Changes();
}
