using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What a template or a variable fills in, for people to read: an ellipsis.</summary>
internal static partial class FilledIn
{
    public static string Shown(string text) => Run().Replace(text, "…");

    [GeneratedRegex(@"\uFFFC+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Run();
}
