using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What one line of a changelog may be, in Markdown, reStructuredText, AsciiDoc and plain text.</summary>
internal static partial class ChangelogLine
{
    private const int LongestHeading = 300;

    /// <summary>The text of a heading; null if the line is none. The line below it tells underlined ones.</summary>
    public static string? Heading(string line, string below)
    {
        var start = line.AsSpan().TrimStart();
        if (line.Length > LongestHeading || start.IsEmpty)
        {
            return null;
        }

        if (start[0] is not ('#' or '=' or '.' or '<' or '*' or '_'))
        {
            return IsUnderline(below, line.Trim().Length) ? line.Trim() : null;
        }

        // Sphinx's directive has the version behind it, or as its first option.
        if (start.TrimEnd() is ".. changelog::" && below.AsSpan().TrimStart() is [':', 'v', 'e', 'r', 's', 'i', 'o', 'n', ':', .. var option])
        {
            return option.Trim().ToString();
        }

        return Marked().Match(line) is { Success: true } marked ? marked.Groups["text"].Value.Trim()
            : IsUnderline(below, line.Trim().Length) && !IsUnderline(line, least: 0) ? line.Trim()
            : Bold().Match(line) is { Success: true } bold ? bold.Groups["text"].Value.Trim()
            : null;
    }

    /// <summary>A line that is a version and at most a date has the look of a heading without being marked as one.</summary>
    public static bool IsBareVersion(string line) => line.Length <= LongestHeading && line.AsSpan().TrimStart() is var text &&
        text[..Math.Min(text.Length, 40)].ContainsAnyInRange('0', '9') && (Sentence().IsMatch(line) || (text.Length == line.Length ? Bare() : Centred()).IsMatch(line));

    public static bool IsUnderline(string line, int least)
    {
        var text = line.TrimEnd();
        return text.Length >= Math.Max(3, Math.Min(least, 5)) && text[0] is '=' or '-' or '~' or '^' or '*' or '+' or '#' or '"' &&
            !text.AsSpan().ContainsAnyExcept(text[0], text[0]);
    }

    public static bool SaysSomething(string line)
    {
        var text = line.Trim();
        return text.Length > 1 && !text.StartsWith('#') && !text.StartsWith("<!--", StringComparison.Ordinal) && !text.StartsWith("..", StringComparison.Ordinal) &&
            !IsUnderline(text, least: 0) && !LinkTarget().IsMatch(text) && !Nothing().IsMatch(text);
    }

    [GeneratedRegex(@"\A {0,3}(#{1,6}\s*|={1,5}\s+|\.\.\s+_|\.\.\s+changelog::\s+|<h[1-6][^>]{0,200}>)(?<text>.*?)(\s+#+|</h[1-6]>)?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marked();

    [GeneratedRegex(@"\A(\*\*|__)(?<text>[^*]+)(\*\*|__)[^*]{0,60}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bold();

    [GeneratedRegex(@"\A([*-] |\[)?(v|version |release |[A-Za-z][A-Za-z0-9_-]{0,30} v?)?[0-9]+(\.[0-9]+){1,4}[0-9A-Za-z.+-]{0,30}\]?\s*[:;]?\s*([-–—/:,(]?\s*\(?(released?( on)?:?\s*)?([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.]([0-9]{1,2}|[A-Z][a-z]{2})[-/.][0-9]{4}|([0-9]{1,2}(st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}\.?\s+([0-9]{1,2}(st|nd|rd|th)?,?\s+)?[0-9]{4}|unreleased|TBD|TBA|in development)[^A-Za-z]{0,20})?:?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bare();

    /// <summary>How GNU, zlib, OpenSSL, tmux, httpd, jq, PHP, libuv, old Redis and Debian begin an entry.</summary>
    [GeneratedRegex(@"\A(\*?\s?(noteworthy |major |user-visible )?(changes|new features|new|what's new|news) (in|with|since|between|from)\b[^.!?]{0,60}\d\.\d[^!?]{0,60}|\* (version|release) \S{1,30}.{0,60}|[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}, [A-Za-z]{2,20} [0-9.]{3,12}\S{0,12}|[0-9]{4}\.[0-9]{2}\.[0-9]{2}, Version \S{3,20}.{0,60}|--\[ .{1,60}\].{0,60}|[a-z0-9][a-z0-9+.-]{1,60} \([^()\s]{1,80}\) [^;]{1,80}; ?urgency=.{1,60})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\A\s{4,80}(Version|Release)\s+v?[0-9]+(\.[0-9]+){1,4}\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Centred();

    [GeneratedRegex(@"\A\[[^\]]{1,200}\]:\s",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkTarget();

    [GeneratedRegex(@"\A[*_\s-]*(none|nothing( yet| so far)?|n/a|tbd|tba|unreleased|no (unreleased )?changes( yet)?|\.{2,3}|…)[.!*_\s]*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nothing();
}
