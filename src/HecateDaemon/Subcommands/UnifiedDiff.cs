using System.Globalization;
using System.Text;

namespace HecateDaemon.Subcommands;

/// <summary>The difference of two texts that have the same number of lines, as patch(1) reads it.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static byte[] Of(string file, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var old = Lines(before);
        var changed = Lines(after);
        var different = Enumerable.Range(0, old.Length).Where(i => old[i] != changed[i]).ToList();
        var diff = new StringBuilder($"--- a/{file}\n+++ b/{file}\n");
        for (var first = 0; first < different.Count;)
        {
            var last = first;
            while (last + 1 < different.Count && different[last + 1] - different[last] <= 2 * Context)
            {
                last++;
            }

            var start = Math.Max(0, different[first] - Context);
            var end = Math.Min(old.Length, different[last] + Context + 1);
            diff.Append(CultureInfo.InvariantCulture, $"@@ -{start + 1},{end - start} +{start + 1},{end - start} @@\n");
            AppendHunk(diff, old, changed, start, end);
            first = last + 1;
        }

        return Encoding.UTF8.GetBytes(diff.ToString());
    }

    /// <summary>Changed lines that follow each other are first all taken away, then all put back.</summary>
    private static void AppendHunk(StringBuilder diff, string[] old, string[] changed, int start, int end)
    {
        for (var i = start; i < end;)
        {
            if (old[i] == changed[i])
            {
                Append(diff, ' ', old[i++]);
                continue;
            }

            var from = i;
            while (i < end && old[i] != changed[i])
            {
                Append(diff, '-', old[i++]);
            }

            for (var j = from; j < i; j++)
            {
                Append(diff, '+', changed[j]);
            }
        }
    }

    private static void Append(StringBuilder diff, char mark, string line) =>
        diff.Append(mark).Append(line).Append(line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");

    /// <summary>Each line with its end, so that a patch keeps it.</summary>
    private static string[] Lines(ReadOnlyMemory<byte> content)
    {
        var lines = Encoding.UTF8.GetString(content.Span).Split('\n');
        return [.. lines[..^1].Select(l => l + "\n"), .. lines[^1] is "" ? (string[])[] : [lines[^1]]];
    }
}
