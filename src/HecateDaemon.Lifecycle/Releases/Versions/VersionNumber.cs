using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>
/// A version as people write it: semantic or not quite (<c>1.2</c>, <c>2024.05.1</c>, <c>1.0.0rc1</c>). Compared by its
/// numbers, then by what follows them, so that <c>1.0rc1</c> and <c>1.0.0-rc.1</c> are the same. One letter without a
/// number, as in <c>3.2a</c>, is a release after <c>3.2</c>.
/// </summary>
public sealed partial class VersionNumber
{
    private const int MaxLength = 120;
    private const int FirstYear = 1990;

    private readonly long[] numbers;
    private readonly string[] after;

    private VersionNumber(string text, long[] numbers, string[] after)
    {
        Text = text;
        this.numbers = numbers;
        this.after = after;
        Semantic = ReleaseVersion.TryParse(text, out var version) ? version : null;
    }

    public static IComparer<VersionNumber> Precedence { get; } = Comparer<VersionNumber>.Create(Compare);

    /// <summary>As it was written, without a leading <c>v</c>.</summary>
    public string Text { get; }

    /// <summary>Null if it is not a version by semver.org 2.0.</summary>
    public ReleaseVersion? Semantic { get; }

    public long Major => numbers[0];

    public long Minor => numbers.ElementAtOrDefault(1);

    public long Patch => numbers.ElementAtOrDefault(2);

    /// <summary>How many numbers were written.</summary>
    public int Parts => numbers.Length;

    public bool IsPrerelease => after is [not "post", ..];

    /// <summary>Its first number is a year, so its numbers say when, not what changed.</summary>
    public bool IsCalendar => Major is >= FirstYear and < 10_000;

    /// <summary>The version that a pre-release leads to.</summary>
    public VersionNumber Core => IsPrerelease ? new($"{string.Join('.', numbers)}", numbers, []) : this;

    /// <summary>Not for <c>1.2.x</c>, which names many versions.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VersionNumber? version)
    {
        version = null;
        if (text is not { Length: > 0 and <= MaxLength } || Shape().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var parts = match.Groups["numbers"].Value.Split('.').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var rest = match.Groups["after"].Value.ToLowerInvariant();
        var words = Words().Matches(rest).Select(m => Plain(m.Value, IsNumbered(rest, m))).OfType<string>();
        version = new(text.TrimStart('v', 'V'), parts, rest is [var letter and not 'x'] ? ["post", $"{letter}"] : [.. words]);
        return version.after is not ["x", ..];
    }

    public bool IsSame(VersionNumber other) => Compare(this, other) is 0;

    /// <summary>It names all versions that begin as it does, as <c>3.4</c> names <c>3.4.1</c>.</summary>
    public bool IsSeriesOf(VersionNumber other) =>
        after is [] && numbers.Length < other.numbers.Length && other.numbers.AsSpan().StartsWith(numbers);

    public bool IsBefore(VersionNumber other) => Compare(this, other) < 0;

    public override string ToString() => Text;

    /// <summary>By semver.org 2.0 where both are semantic: there <c>rc10</c> stands before <c>rc9</c>.</summary>
    public static bool IsGreater(VersionNumber left, VersionNumber right) =>
        left.Semantic is { } a && right.Semantic is { } b ? a > b : right.IsBefore(left);

    private static int Compare(VersionNumber left, VersionNumber right)
    {
        for (var i = 0; i < Math.Max(left.numbers.Length, right.numbers.Length); i++)
        {
            if (left.numbers.ElementAtOrDefault(i).CompareTo(right.numbers.ElementAtOrDefault(i)) is not 0 and var difference)
            {
                return difference;
            }
        }

        return CompareAfter(left.after, right.after);
    }

    private static int CompareAfter(string[] left, string[] right)
    {
        if (Rank(left) != Rank(right) || left is [] || right is [])
        {
            return Rank(left).CompareTo(Rank(right));
        }

        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var difference = (long.TryParse(left[i], CultureInfo.InvariantCulture, out var a), long.TryParse(right[i], CultureInfo.InvariantCulture, out var b)) switch
            {
                (true, true) => a.CompareTo(b),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(left[i], right[i]),
            };
            if (difference is not 0)
            {
                return difference;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Rank(string[] after) => after switch
    {
        [] => 0,
        ["post", ..] => 1,
        _ => -1,
    };

    /// <summary>After <c>1.0.0.b</c> comes <c>1.0.0.c</c>, but <c>1.0.0c1</c> is a candidate.</summary>
    private static bool IsNumbered(string rest, Match word) => rest.AsSpan(word.Index + word.Length).TrimStart("._-") is [>= '0' and <= '9', ..];

    private static string? Plain(string word, bool isNumbered) => word switch
    {
        "alpha" => "a",
        "beta" => "b",
        "c" when isNumbered => "rc",
        "pre" or "preview" or "cr" => "rc",
        "rev" or "r" => "post",
        "final" or "ga" or "release" => null,
        _ => word.TrimStart('0') is { Length: > 0 } trimmed && char.IsAsciiDigit(word[0]) ? trimmed : word,
    };

    [GeneratedRegex(@"\A[vV]?(?<numbers>[0-9]{1,15}(\.[0-9]{1,15}){0,5})(?<after>[-._~]?[A-Za-z][0-9A-Za-z._~-]*|[-_~][0-9][0-9A-Za-z._~-]*)?(\+[^\s]*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();

    [GeneratedRegex("[a-z]+|[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
