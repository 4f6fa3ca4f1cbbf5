using System.Buffers;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// What other readers take and the parser does not, made plain with every character in its place: an alias as a key without
/// the blank before its colon (<c>*app:</c>), and comments in JSON.
/// </summary>
internal static class LenientText
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    public static string Of(string text)
    {
        var plain = text.ToCharArray();
        if (IsJson(text))
        {
            BlankComments(plain);
        }

        NameAliasKeys(plain);
        return new(plain);
    }

    private static bool IsJson(ReadOnlySpan<char> text) => text.TrimStart() is ['{' or '[', ..] or ['/', '/' or '*', ..];

    private static void BlankComments(Span<char> text)
    {
        while (!text.IsEmpty)
        {
            var length = text switch
            {
                ['"', ..] => LengthOfString(text),
                ['/', '/', ..] => text.IndexOf('\n') is >= 0 and var end ? end : text.Length,
                ['/', '*', ..] => text[2..].IndexOf("*/") is >= 0 and var end ? end + 4 : text.Length,
                _ => 1,
            };
            if (text[0] == '/' && length > 1)
            {
                Blank(text[..length]);
            }

            text = text[length..];
        }
    }

    private static int LengthOfString(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return text.Length;
    }

    private static void Blank(Span<char> comment)
    {
        foreach (ref var c in comment)
        {
            c = c is '\r' or '\n' ? c : ' ';
        }
    }

    private static void NameAliasKeys(Span<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n') is >= 0 and var found ? found + 1 : text.Length;
            var key = text[..end].TrimStart(" \t-");
            if (key is ['*', ..] && key.IndexOf(':') is > 1 and var colon && !key[1..colon].ContainsAnyExcept(NameCharacters) &&
                (colon + 1 == key.Length || char.IsWhiteSpace(key[colon + 1])))
            {
                key[0] = '_';
            }

            text = text[end..];
        }
    }
}
