using System.Buffers;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// What escapes in double quotes can hide from a search: <c>\x61</c>, <c>\u0061</c> and <c>\U00000061</c> stand for any
/// character, and a backslash at a line's end joins what is around it. No other escape yields a character of a name.
/// </summary>
internal static class EscapedText
{
    private static readonly SearchValues<string> Characters = SearchValues.Create(["\\x", "\\u", "\\U"], StringComparison.Ordinal);
    private static readonly SearchValues<string> Joints = SearchValues.Create(["\\\n", "\\\r"], StringComparison.Ordinal);

    /// <summary>False only if the words, which are not there, are not there in any other writing either.</summary>
    public static bool MayHide(string text, SearchValues<string> words) =>
        text.AsSpan().ContainsAny(Characters) || (text.AsSpan().ContainsAny(Joints) && Joined(text).AsSpan().ContainsAny(words));

    /// <summary>As if all of it stood in double quotes: without its joints and the blanks behind them.</summary>
    private static string Joined(string text)
    {
        var joined = new char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '\n' or '\r')
            {
                while (i + 1 < text.Length && text[i + 1] is '\n' or '\r' or ' ' or '\t')
                {
                    i++;
                }
            }
            else
            {
                joined[length++] = text[i];
            }
        }

        return new(joined, 0, length);
    }
}
