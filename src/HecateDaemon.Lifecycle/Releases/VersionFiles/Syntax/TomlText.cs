using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A key of TOML or INI with its table in front, such as <c>workspace.package.version</c>, and its value as written.</summary>
internal readonly record struct TomlValue(string Table, string Key, string Raw, int Start)
{
    /// <summary>The text of a string in quotes, otherwise what stands there.</summary>
    public string Text => IsQuoted ? Raw[1..^1] : Raw;

    public int TextStart => IsQuoted ? Start + 1 : Start;

    private bool IsQuoted => Raw is { Length: >= 2 } && Raw[0] is '"' or '\'' && Raw[^1] == Raw[0];
}

/// <summary>Reads the one-line values of TOML. What spans lines is skipped: no version does.</summary>
internal static partial class TomlText
{
    private const int MaxLine = 4000;

    public static IEnumerable<TomlValue> Values(string text)
    {
        var table = "";
        string? until = null;
        for (var (start, next) = (0, 0); start < text.Length; start = next)
        {
            var end = text.IndexOf('\n', start);
            (end, next) = end < 0 ? (text.Length, text.Length) : (end, end + 1);
            if (end - start > MaxLine)
            {
                continue;
            }

            var line = text[start..end];
            if (until is not null)
            {
                until = line.Contains(until, StringComparison.Ordinal) ? null : until;
            }
            else if (Header().Match(line) is { Success: true } header)
            {
                table = header.Groups["table"].Value.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
                table = header.Groups["many"].Success ? table + "[]" : table;
                yield return new(table, "", "", start);
            }
            else if (Pair().Match(line) is { Success: true } pair)
            {
                var raw = pair.Groups["value"];
                until = MultiLine(raw.Value);
                if (until is null)
                {
                    yield return new(table, pair.Groups["key"].Value.Trim('"', '\''), raw.Value, start + raw.Index);
                }
            }
        }
    }

    private static string? MultiLine(string value)
    {
        foreach (var quotes in (string[])["\"\"\"", "'''"])
        {
            if (value.StartsWith(quotes, StringComparison.Ordinal) && !value.AsSpan(3).Contains(quotes, StringComparison.Ordinal))
            {
                return quotes;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\A\s*\[(?<many>\[)?(?<table>[^\[\]\r\n]+)\]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Header();

    [GeneratedRegex(@"\A\s*(?<key>[A-Za-z0-9_.""'-]+)\s*=\s*(?<value>""(?!"")[^""]*""|'(?!')[^']*'|[^#\r]*[^#\s]|)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pair();
}
