using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Reads a tag for what it tells. Whoever pins by digest too has nothing to fear from it.</summary>
internal static partial class TagReading
{
    private const int LongestMajor = 3;

    private static readonly char[] Separators = ['-', '_', '.', '+'];

    public static TagKind Of(string tag)
    {
        var text = tag.ToLowerInvariant();
        var words = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => TagKind.Empty,
            _ when words.Contains("snapshot") => TagKind.Branch,
            _ when FullVersion().IsMatch(text) => words[^1] == "latest" ? TagKind.Latest : TagKind.Exact,
            _ when Date().IsMatch(text) || words.Any(IsCommit) => TagKind.DateOrCommit,
            _ when words.Contains("latest") => TagKind.Latest,
            [var first, ..] when TagWords.Local.Contains(first) => TagKind.Local,
            _ when IsBranch(words) && !StartsWithNumber(text) => TagKind.Branch,
            _ => OfNumbers(text, words),
        };
    }

    private static bool IsBranch(string[] words) =>
        words.Any(TagWords.Channels.Contains) ||
        words is [_, _, ..] && TagWords.BranchPrefixes.Contains(words[0]) ||
        words.Any(TagWords.PreReleases.Contains) && !words.Any(w => w.Any(char.IsAsciiDigit));

    private static TagKind OfNumbers(string text, string[] words)
    {
        if (Floating().Match(text) is { Success: true } match && TagWords.IsBeforeNumber(match.Groups["word"].Value))
        {
            // 2024 or 123456 counts years or builds: nobody keeps so many majors.
            return match.Groups["y"].Success || match.Groups["x"].Length <= LongestMajor
                ? TagKind.Floating
                : TagKind.DateOrCommit;
        }

        return words.All(TagWords.Flavours.Contains) ? TagKind.Flavour
            : text.Any(char.IsAsciiDigit) ? TagKind.Exact
            : TagKind.Nameless;
    }

    private static bool StartsWithNumber(string text) => text is [>= '0' and <= '9', ..] or ['v', >= '0' and <= '9', ..];

    private static bool IsCommit(string word)
    {
        var hex = word is ['g', .. var rest] && word.Length is >= 8 and <= 41 ? rest : word;
        return hex.Length is >= 7 and <= 64 && hex.All(char.IsAsciiHexDigitLower) && hex.Any(char.IsAsciiDigit) &&
            (hex.Length is 40 or 64 || hex.Any(char.IsAsciiLetter));
    }

    [GeneratedRegex(@"[0-9]+\.[0-9]+\.[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FullVersion();

    [GeneratedRegex(@"(?<![0-9])20[0-9]{2}(?<between>[-._]?)(0[1-9]|1[0-2])\k<between>(0[1-9]|[12][0-9]|3[01])(?![0-9]{3,5}(?![0-9]))",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"\A(?<word>[a-z]*)-?(?<x>[0-9]+)(\.(?<y>[0-9]+|x))?([-_+.].*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Floating();
}
