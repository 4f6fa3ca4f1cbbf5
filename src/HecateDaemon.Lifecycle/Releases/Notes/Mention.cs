using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Tells whether release notes speak of a commit.</summary>
internal static partial class Mention
{
    private const int ShortId = 7;
    private const int LeastWords = 3;
    private const double EnoughWords = 0.6;

    public static bool Of(Change change, string notes)
    {
        var message = change.Message;
        notes = Ranges().Replace(notes, "");
        return notes.Contains(change.Id.ToString()[..ShortId], StringComparison.OrdinalIgnoreCase) ||
            Numbers().Matches(message.Subject).Any(n => NamesNumber(notes, n.Value)) ||
            Says(notes, message.Description) || (message.Breaking is { } breaking && Says(notes, breaking));
    }

    private static bool NamesNumber(string notes, string number)
    {
        for (var at = notes.IndexOf(number, StringComparison.Ordinal); at >= 0; at = notes.IndexOf(number, at + 1, StringComparison.Ordinal))
        {
            if (at + number.Length == notes.Length || !char.IsAsciiDigit(notes[at + number.Length]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>In these words, or some line has most of the words that mean something.</summary>
    private static bool Says(string notes, string what)
    {
        var plain = Ranges().Replace(Numbers().Replace(what, ""), "").Replace("()", "", StringComparison.Ordinal).Trim();
        if (plain.Length >= 8 && notes.Contains(plain, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var words = WordsOf(plain);
        return words.Count >= LeastWords && notes.Split('\n').Any(line => WordsOf(line) is var said && words.Count(said.Contains) >= EnoughWords * words.Count);
    }

    private static HashSet<string> WordsOf(string text) =>
        Words().Matches(text).Select(w => w.Value.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("#[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    /// <summary>The signs of a range, as in <c>send@^1.0.0</c>.</summary>
    [GeneratedRegex("[\\^~](?=[0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ranges();

    [GeneratedRegex("[A-Za-z0-9_]{4,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
