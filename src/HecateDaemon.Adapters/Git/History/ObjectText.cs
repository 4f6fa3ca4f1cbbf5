using System.Globalization;
using System.Text;

namespace HecateDaemon.Adapters.Git;

/// <summary>The form that commits and tags share: header lines, an empty line, a message.</summary>
internal static class ObjectText
{
    private const int MaxMessage = 64 * 1024;

    /// <summary>The values of a header, in their order.</summary>
    public static IReadOnlyList<string> Headers(ReadOnlySpan<byte> text, string name)
    {
        var values = new List<string>();
        while (!text.IsEmpty && text[0] != '\n')
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (line.Length > name.Length && line[name.Length] == ' ' && Ascii.Equals(line[..name.Length], name))
            {
                values.Add(Encoding.Latin1.GetString(line[(name.Length + 1)..]));
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }

        return values;
    }

    public static string Message(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOf("\n\n"u8);
        var message = start < 0 ? [] : text[(start + 2)..];
        message = message.Length > MaxMessage ? message[..MaxMessage] : message;
        var isLatin = Headers(text, "encoding") is [var name, ..] && name.StartsWith("ISO-8859", StringComparison.OrdinalIgnoreCase);
        return (isLatin ? Encoding.Latin1 : Encoding.UTF8).GetString(message);
    }

    /// <summary>The time in <c>Name &lt;address&gt; seconds zone</c>.</summary>
    public static DateTimeOffset Time(string person)
    {
        const long LastSecond = 253_402_300_799;
        var words = person[(person.LastIndexOf('>') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var seconds = words is [var first, ..] && long.TryParse(first, CultureInfo.InvariantCulture, out var parsed) ? Math.Clamp(parsed, 0, LastSecond) : 0;
        return DateTimeOffset.FromUnixTimeSeconds(seconds);
    }

    /// <summary>The object that a name in hexadecimal digits stands for, or null.</summary>
    public static GitId? Id(string hex) => hex.Length is 40 && hex.All(char.IsAsciiHexDigit) ? GitId.Of(Convert.FromHexString(hex)) : null;
}
