using System.Globalization;
using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Finds a day as people write it.</summary>
internal static partial class ChangelogDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static DateOnly? Find(string text)
    {
        if (Numbers().Match(text) is { Success: true } numbers)
        {
            return Day(numbers, int.Parse(numbers.Groups["month"].ValueSpan, CultureInfo.InvariantCulture));
        }

        return Words().Match(text) is { Success: true } words
            ? Day(words, Array.IndexOf(Months, words.Groups["month"].Value.ToLowerInvariant()) + 1)
            : null;
    }

    /// <summary>True if it is said that there is no day yet.</summary>
    public static bool IsOpen(string text) => OpenEnd().IsMatch(text);

    private static DateOnly? Day(Match match, int month)
    {
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var day = int.TryParse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return year is >= 1970 and < 3000 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : null;
    }

    [GeneratedRegex(@"(?<![0-9.])(?<year>[0-9]{4})[-/.](?<month>[0-9]{1,2})[-/.](?<day>[0-9]{1,2})(?![0-9.]*[0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b((?<day>[0-9]{1,2})(st|nd|rd|th)?\s+)?(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+((?<day>[0-9]{1,2})(st|nd|rd|th)?,?\s+)?(?<year>[0-9]{4})\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(unreleased|not (yet )?released|in development|in progress|TBD|TBA|[Xx]{4}-[Xx]{2}|\?{4}|yyyy-mm-dd|release date: tb)\b|\?\?\?\?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OpenEnd();
}
