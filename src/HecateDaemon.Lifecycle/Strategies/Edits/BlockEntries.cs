using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>The lines that belong to an entry of a mapping in block style, by their indentation.</summary>
internal static class BlockEntries
{
    /// <summary>True where each entry of the mapping has its lines for itself.</summary>
    public static bool AreIn(ManifestDocument document, SourceNode.Mapping mapping) =>
        mapping.Entries.Count > 0 && mapping.Entries.TrueForAll(e => IsFirstInItsLine(document, e.Key));

    /// <summary>From the beginning of the key's line to the end of the last line that belongs to it; null where it has not its lines for itself.</summary>
    public static (int Start, int End)? Of(ManifestDocument document, SourceNode.Mapping mapping, string key)
    {
        var entry = mapping.Entries.Find(e => e.Key is SourceNode.Scalar name && name.Value == key);
        if (entry.Key is null || !IsFirstInItsLine(document, entry.Key))
        {
            return null;
        }

        var indent = entry.Key.Column - 1;
        var start = document.Offset(entry.Key) - indent;
        var end = NextLine(document, start);
        for (var line = end; line < document.End;)
        {
            var next = NextLine(document, line);
            var (depth, first) = Read(document.Text.AsSpan(line, next - line));
            if (first is not null)
            {
                if (depth < indent || (depth == indent && first is not '-'))
                {
                    break;
                }

                end = next;
            }

            line = next;
        }

        return (start, end);
    }

    private static bool IsFirstInItsLine(ManifestDocument document, SourceNode key) =>
        document.Text.AsSpan(document.Offset(key.Line, 1), key.Column - 1).IsWhiteSpace();

    private static int NextLine(ManifestDocument document, int line) =>
        document.Text.IndexOf('\n', line, document.End - line) is >= 0 and var end ? end + 1 : document.End;

    /// <summary>How far a line is indented, and its first character; null for an empty one.</summary>
    private static (int Depth, char? First) Read(ReadOnlySpan<char> line)
    {
        var text = line.TrimEnd();
        var depth = text.Length - text.TrimStart(' ').Length;
        return (depth, depth < text.Length ? text[depth] : null);
    }
}
