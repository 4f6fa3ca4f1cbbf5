using System.Buffers;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>The two shapes that all ids here have.</summary>
internal static class TextShape
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Lower-case ASCII letters, digits and some others, beginning with a letter or digit.</summary>
    public static bool IsName(string? text, string others, int maxLength)
    {
        if (text is not { Length: > 0 } || text.Length > maxLength || others.Contains(text[0], StringComparison.Ordinal))
        {
            return false;
        }

        return text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || others.Contains(c, StringComparison.Ordinal));
    }

    public static bool IsHex(ReadOnlySpan<char> text, int length) =>
        text.Length == length && !text.ContainsAnyExcept(HexDigits);
}
