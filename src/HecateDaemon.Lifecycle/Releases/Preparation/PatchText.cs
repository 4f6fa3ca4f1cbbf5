using System.Globalization;
using System.Text;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A unified diff made of known edits: each becomes a hunk, and those that are close share one.</summary>
internal static class PatchText
{
    private const int Context = 3;

    public static string Of(PreparedFile file)
    {
        var starts = LineStarts(file.Before);
        var diff = new StringBuilder(file.Before is "" ? "--- /dev/null\n" : $"--- a/{file.Path}\n").Append(CultureInfo.InvariantCulture, $"+++ b/{file.Path}\n");
        var shift = 0;
        for (var first = 0; first < file.Edits.Count;)
        {
            var last = first;
            while (last + 1 < file.Edits.Count &&
                FirstLine(file, starts, file.Edits[last + 1]) - LastLine(file, starts, file.Edits[last]) <= 2 * Context + 1)
            {
                last++;
            }

            shift += AppendHunk(diff, file, starts, first, last, shift);
            first = last + 1;
        }

        return diff.ToString();
    }

    /// <summary>By how many lines the new text is longer after the hunk.</summary>
    private static int AppendHunk(StringBuilder diff, PreparedFile file, List<int> starts, int first, int last, int shift)
    {
        var from = Math.Max(0, FirstLine(file, starts, file.Edits[first]) - Context);
        var to = Math.Min(starts.Count - 1, LastLine(file, starts, file.Edits[last]) + 1 + Context);
        var body = new StringBuilder();
        var (line, added) = (from, 0);
        for (var i = first; i <= last;)
        {
            var (start, end) = (FirstLine(file, starts, file.Edits[i]), LastLine(file, starts, file.Edits[i]) + 1);
            var group = i;
            while (group < last && FirstLine(file, starts, file.Edits[group + 1]) < end)
            {
                end = LastLine(file, starts, file.Edits[++group]) + 1;
            }

            AppendLines(body, ' ', file.Before[starts[line]..starts[start]]);
            var old = file.Before[starts[start]..starts[end]];
            var changed = (file with { Before = old, Edits = [.. file.Edits.Skip(i).Take(group - i + 1).Select(e => e with { Start = e.Start - starts[start] })] }).After;
            AppendLines(body, '-', old);
            added += AppendLines(body, '+', changed) - (end - start);
            (line, i) = (end, group + 1);
        }

        AppendLines(body, ' ', file.Before[starts[line]..starts[to]]);
        var count = to - from;
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{(count is 0 ? 0 : from + 1)},{count} +{from + 1 + shift},{count + added} @@\n").Append(body);
        return added;
    }

    private static int AppendLines(StringBuilder diff, char mark, string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; count++)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found + 1 : text.Length;
            diff.Append(mark).Append(text, at, end - at).Append(text[end - 1] is '\n' ? "" : "\n\\ No newline at end of file\n");
            at = end;
        }

        return count;
    }

    /// <summary>Where each line starts, and the end of the text.</summary>
    private static List<int> LineStarts(string text)
    {
        var starts = new List<int>();
        for (var at = 0; at < text.Length; at = text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length)
        {
            starts.Add(at);
        }

        starts.Add(text.Length);
        return starts;
    }

    /// <summary>The line of an edit; at the very end of a text that ends its last line, it is in the next one.</summary>
    private static int FirstLine(PreparedFile file, List<int> starts, TextEdit edit) =>
        LineOf(starts, IsInOpenLine(file, edit) ? edit.Start - 1 : edit.Start);

    /// <summary>What ends where a line starts leaves that line alone, unless it joins it to the one before.</summary>
    private static int LastLine(PreparedFile file, List<int> starts, TextEdit edit)
    {
        var next = starts.BinarySearch(edit.End);
        var isWhole = edit.Text.EndsWith('\n') || (edit.Text is "" && starts.BinarySearch(edit.Start) >= 0);
        return IsInOpenLine(file, edit) ? starts.Count - 2
            : next >= 0 && isWhole ? next - 1
            : Math.Min(starts.Count - 2, LineOf(starts, edit.End));
    }

    private static bool IsInOpenLine(PreparedFile file, TextEdit edit) =>
        edit.Start == file.Before.Length && file.Before is [.., not '\n'];

    private static int LineOf(List<int> starts, int at) => starts.BinarySearch(at) is >= 0 and var exact ? exact : ~starts.BinarySearch(at) - 1;
}
