using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Edits of one document. Each gives the file's new text, or null where it is not written so that it can be edited byte by byte.</summary>
internal static class DocumentEdits
{
    /// <summary>Puts a value under a path; what stands there must be a scalar or nothing, and its mapping must be there.</summary>
    public static string? Put(this ManifestDocument document, string value, params string[] path)
    {
        if (document.At(path.AsSpan(..^1)) is not SourceNode.Mapping mapping)
        {
            return null;
        }

        return mapping.Own(path[^1]) switch
        {
            // Anchors, tags and texts over several lines are left alone.
            SourceNode.Scalar scalar => document.Replace(document.Text, scalar, value),
            null => Add(document, mapping, path[^1], value),
            _ => null,
        };
    }

    /// <summary>Takes an entry out, with all that is below it; the same text where it is not there.</summary>
    public static string? Remove(this ManifestDocument document, params string[] path) =>
        document.At(path.AsSpan(..^1)) is not SourceNode.Mapping mapping ? null
        : mapping.Own(path[^1]) is null ? document.Text
        : mapping.Entries.Count > 1 && BlockEntries.Of(document, mapping, path[^1]) is { } entry ? Without(document, entry.Start, entry.End)
        : null;

    /// <summary>The lines of an entry, or null where it has not its lines for itself; empty where it is not there.</summary>
    public static string? LinesOf(this ManifestDocument document, params string[] path) =>
        document.At(path.AsSpan(..^1)) is not SourceNode.Mapping mapping ? null
        : mapping.Own(path[^1]) is null ? ""
        : BlockEntries.Of(document, mapping, path[^1]) is { } entry ? document.Text[entry.Start..entry.End]
        : null;

    /// <summary>Puts lines in the stead of an entry's; where there is none they go before the one called <paramref name="next"/>.</summary>
    public static string? PutLines(this ManifestDocument document, string lines, string next, params string[] path)
    {
        if (document.At(path.AsSpan(..^1)) is not SourceNode.Mapping mapping || !BlockEntries.AreIn(document, mapping))
        {
            return null;
        }

        if (mapping.Own(path[^1]) is not null)
        {
            return BlockEntries.Of(document, mapping, path[^1]) is { } entry
                ? document.Text.Remove(entry.Start, entry.End - entry.Start).Insert(entry.Start, lines)
                : null;
        }

        return lines is "" ? document.Text : document.Text.Insert(Before(document, mapping, next), lines);
    }

    /// <summary>Several edits of a file with one document, one after another.</summary>
    public static string? Then(this ManifestDocument document, params ReadOnlySpan<Func<ManifestDocument, string?>> edits)
    {
        foreach (var edit in edits)
        {
            if (edit(document) is not { } text || ManifestDocument.In(document.File, text).SingleOrDefault() is not { } next)
            {
                return null;
            }

            document = next;
        }

        return document.Text;
    }

    /// <summary>The text with another value in a scalar's place, where nothing before that has changed; quotes stay.</summary>
    public static string? Replace(this ManifestDocument document, string text, SourceNode.Scalar scalar, string value)
    {
        var (start, end) = (document.Start + scalar.Start, document.Start + scalar.End);
        var source = text[start..end];
        var quote = source is ['"' or '\'', ..] ? source[..1] : "";
        return source == quote + scalar.Value + quote ? text.Remove(start, end - start).Insert(start, quote + value + quote) : null;
    }

    /// <summary>The number of a workload's pods.</summary>
    public static string? PutReplicas(this ManifestDocument document, string replicas) =>
        document.At("spec", "replicas") is not null ? document.Put(replicas, "spec", "replicas")
        : document.At("spec") is SourceNode.Mapping { Entries: [_, ..] } spec
            ? document.PutLines($"{IndentOf(spec)}replicas: {replicas}{document.NewLine()}", next: "selector", "spec", "replicas")
        : null;

    /// <summary>How lines end in this file.</summary>
    public static string NewLine(this ManifestDocument document) =>
        document.Text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && document.Text[end - 1] is '\r' ? "\r\n" : "\n";

    /// <summary>The indentation of a mapping's entries.</summary>
    public static string IndentOf(SourceNode.Mapping mapping) => new(' ', mapping.Entries[0].Key.Column - 1);

    /// <summary>Behind the entry that stands before it, or above the first one's comments: a comment stays with its own.</summary>
    private static int Before(ManifestDocument document, SourceNode.Mapping mapping, string next)
    {
        var index = mapping.Entries.FindIndex(e => e.Key is SourceNode.Scalar name && name.Value == next);
        if (index > 0 && mapping.Entries[index - 1].Key is SourceNode.Scalar { Value: var before })
        {
            return BlockEntries.Of(document, mapping, before)!.Value.End;
        }

        var line = mapping.Entries[Math.Max(index, 0)].Key.Line;
        while (line > 1 && document.Text.AsSpan(document.Offset(line - 1, 1)).TrimStart(' ') is ['#', ..])
        {
            line--;
        }

        return document.Offset(line, 1);
    }

    /// <summary>A file whose last line is open stays so.</summary>
    public static string Without(ManifestDocument document, int start, int end)
    {
        var isOpen = end == document.Text.Length && !document.Text.EndsWith('\n');
        return document.Text.Remove(isOpen ? start - document.NewLine().Length : start, isOpen ? end - start + document.NewLine().Length : end - start);
    }

    private static string? Add(ManifestDocument document, SourceNode.Mapping mapping, string key, string value)
    {
        if (document.Text[document.Offset(mapping)] is '{')
        {
            return mapping.Entries is [.., { Value: SourceNode.Scalar last }] ? document.Text.Insert(document.Start + last.End, $", {key}: {value}") : null;
        }

        if (!BlockEntries.AreIn(document, mapping) || mapping.Entries[^1].Key is not SourceNode.Scalar { Value: var final })
        {
            return null;
        }

        var end = BlockEntries.Of(document, mapping, final)!.Value.End;
        var line = $"{IndentOf(mapping)}{key}: {value}";
        var isOpen = end == document.Text.Length && !document.Text.EndsWith('\n');
        return document.Text.Insert(end, isOpen ? document.NewLine() + line : line + document.NewLine());
    }
}
