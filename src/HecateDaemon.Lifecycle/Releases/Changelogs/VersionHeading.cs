using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Reads the versions that a heading is about; none if it only mentions one.</summary>
internal static partial class VersionHeading
{
    private const int MostWordsBefore = 4;

    public static IReadOnlyList<VersionNumber> Versions(string heading)
    {
        if (Changed().Match(heading) is { Success: true } changed &&
            VersionNumber.TryParse(changed.Groups["version"].Value.TrimEnd('.', ',', ':', ';'), out var only))
        {
            return [only];
        }

        var text = Plain(heading);
        var found = new List<VersionNumber>();
        if (UnreleasedShape().IsMatch(text.Trim()))
        {
            return found;
        }

        var from = 0;
        foreach (Match match in Version().Matches(text))
        {
            var between = text[from..match.Index];
            if (!(found is [] ? IsLead(between) : Joint().IsMatch(between)) ||
                !VersionNumber.TryParse(match.Groups["version"].Value.TrimEnd('.', '-', '+', '_'), out var version))
            {
                break;
            }

            found.Add(version);
            from = match.Index + match.Length;
        }

        return found;
    }

    /// <summary>True for the heading of what is not released yet.</summary>
    public static bool IsUnreleased(string heading) => UnreleasedShape().IsMatch(Plain(heading).Trim());

    /// <summary>Without links' targets, tags and emphasis.</summary>
    private static string Plain(string heading) => Markup().Replace(heading, " ");

    private static bool IsLead(string text) =>
        text.Split([' ', '\t', ',', ':', '/', '|'], StringSplitOptions.RemoveEmptyEntries) is { Length: <= MostWordsBefore } && !Mention().IsMatch(text);

    /// <summary>From one version to another, of which the second is meant, or a version inside a sentence or a Debian package's name.</summary>
    [GeneratedRegex(@"\A(\*?\s?([A-Za-z'-]+ ){0,3}(changes|new features|new|news) ((between|from)\s.{1,40}\s(and|to)|(in|with)( [A-Za-z][A-Za-z-]*){0,3}) v?(?<version>[0-9]+\.[0-9][0-9A-Za-z.+_-]*)|([0-9]{1,2} [A-Za-z]{3} [0-9]{4}, [A-Za-z]+|[0-9]{4}\.[0-9]{2}\.[0-9]{2}, Version) v?(?<version>[0-9]+\.[0-9][0-9A-Za-z.]*)|--\[ [A-Za-z]+ (?<version>[0-9]+\.[0-9][0-9A-Za-z.-]*) \]|[a-z0-9][a-z0-9+.-]+ \(([0-9]+:)?(?<version>[0-9]+\.[0-9][0-9A-Za-z.]*?)([-~+][^()\s]*)?\) [^;]+; ?urgency=)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Changed();

    [GeneratedRegex(@"(?<![0-9A-Za-z._])[vV]?\.?(?<version>[0-9]+(\.[0-9]+){1,4}([-.+_~]?[0-9A-Za-z][0-9A-Za-z.+_-]*)?)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();

    [GeneratedRegex(@"\]\([^)]*\)|\]\[[^\]]*\]|<[^>]{0,300}>|https?://\S+|[\[\]*`""()]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\A\s*(,|/|&|and|\+)\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joint();

    [GeneratedRegex(@"\b(from|to|since|upgrad\w*|migrat\w*|between|requires?|supports?|than|until|before|after|with|use|using|backports?|breaking|deprecat\w*|compatib\w*|drop\w*|bump\w*|updat\w*|fix\w*|add\w*)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"\A(v?[0-9.]+ \+ ?1|unreleased( changes)?|not (yet )?released|next( (release|version))?|upcoming( (release|version|changes))?|head|master|main|trunk|develop(ment)?|in development|dev|future|pending|vnext)\b[^A-Za-z]{0,30}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnreleasedShape();
}
