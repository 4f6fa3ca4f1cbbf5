using System.Buffers;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// A template of Helm, Jinja and their like with its actions (<c>{{ … }}</c>, <c>{% … %}</c>, <c>{# … #}</c>) covered,
/// so that what is literal around them can be read as YAML. Every character keeps its place. Actions that have their
/// lines for themselves become blank; within a line they become a mark that no name and no version can hold.
/// </summary>
internal static class TemplateMask
{
    /// <summary>Stands for what only the template's engine knows.</summary>
    public const char Mark = '\uFFFC';

    private const int LongestComment = 4096;

    private static readonly SearchValues<char> Openers = SearchValues.Create("{%#");
    private static readonly SearchValues<string> Starts = SearchValues.Create(["{{", "{%", "{#"], StringComparison.Ordinal);

    public static bool IsTemplate(ReadOnlySpan<char> text) => text.ContainsAny(Starts);

    public static string Cover(string text)
    {
        var covered = text.ToCharArray();
        for (var start = 0; NextAction(text, start) is var (from, to); start = to)
        {
            for (var i = from; i < to; i++)
            {
                covered[i] = covered[i] is '\r' or '\n' ? covered[i] : Mark;
            }
        }

        BlankLinesOfMarks(covered);
        return new(covered);
    }

    /// <summary>True if the action around the position is a comment that is not too long.</summary>
    public static bool IsInComment(string text, int position)
    {
        var before = text.AsSpan(Math.Max(0, position - LongestComment), Math.Min(position, LongestComment));
        var from = Math.Max(before.LastIndexOf("{{"), before.LastIndexOf("{#"));
        return from >= 0 && before[from..].TrimStart("{- ") is ['/', '*', ..] or ['#', ..];
    }

    /// <summary>Null where no action begins, or where one never ends.</summary>
    private static (int From, int To)? NextAction(string text, int start)
    {
        for (var from = start; from + 1 < text.Length; from++)
        {
            from = text.IndexOf('{', from);
            if (from < 0 || from + 1 >= text.Length)
            {
                return null;
            }

            if (Openers.Contains(text[from + 1]))
            {
                var end = text[from + 1] == '{' ? "}}" : $"{text[from + 1]}}}";
                var to = text.IndexOf(end, from + 2, StringComparison.Ordinal);
                return to < 0 ? null : (from, to + end.Length);
            }
        }

        return null;
    }

    private static void BlankLinesOfMarks(Span<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n') is >= 0 and var found ? found : text.Length - 1;
            var line = text[..(end + 1)];
            if (line.Contains(Mark) && !line.ContainsAnyExcept($"{Mark} \t\r\n"))
            {
                line.Replace(Mark, ' ');
            }

            text = text[(end + 1)..];
        }
    }
}
