namespace HecateDaemon.Lifecycle.Releases;

/// <summary>An element that holds only text: its path from the root, such as <c>project/version</c>, and where the text is.</summary>
internal readonly record struct XmlLeaf(string Path, string Text, int Start);

/// <summary>Reads the leaves of XML by their positions, from sound and from broken files. No entities, no DTD.</summary>
internal static class XmlText
{
    private const int MaxDepth = 64;

    /// <summary>Null if the text is no XML: a tag does not end, or the elements do not nest.</summary>
    public static List<XmlLeaf>? Leaves(string text)
    {
        var leaves = new List<XmlLeaf>();
        var open = new List<string>();
        var leafFrom = -1;
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at))
        {
            if (Skipped(text, at) is var end and not 0)
            {
                if (end < 0)
                {
                    return null;
                }

                at = end;
                continue;
            }

            var close = EndOfTag(text, at);
            if (close < 0 || open.Count > MaxDepth)
            {
                return null;
            }

            if (text[at + 1] is '/')
            {
                if (open is [] || text.AsSpan(at + 2, close - at - 2).Trim() is var name && !name.SequenceEqual(open[^1]))
                {
                    return null;
                }

                if (leafFrom >= 0)
                {
                    leaves.Add(Leaf(text, string.Join('/', open), leafFrom, at));
                }

                open.RemoveAt(open.Count - 1);
                leafFrom = -1;
            }
            else if (text[close - 1] is not '/')
            {
                open.Add(NameAt(text, at + 1, close));
                leafFrom = close + 1;
            }
            else
            {
                leafFrom = -1;
            }

            at = close + 1;
        }

        return open is [] ? leaves : null;
    }

    private static XmlLeaf Leaf(string text, string path, int from, int to)
    {
        var content = text.AsSpan(from, to - from);
        var lead = content.Length - content.TrimStart().Length;
        return new(path, content.Trim().ToString(), from + lead);
    }

    /// <summary>The end of a comment, CDATA section, declaration or instruction at this place; 0 if there is none, -1 if it does not end.</summary>
    private static int Skipped(string text, int at)
    {
        var rest = text.AsSpan(at);
        var end = rest.StartsWith("<!--") ? "-->" : rest.StartsWith("<![CDATA[") ? "]]>" : rest.StartsWith("<!") ? ">" : rest.StartsWith("<?") ? "?>" : "";
        if (end is "")
        {
            return 0;
        }

        var found = text.IndexOf(end, at + 2, StringComparison.Ordinal);
        return found < 0 ? -1 : found + end.Length;
    }

    private static int EndOfTag(string text, int at)
    {
        var quote = '\0';
        for (var i = at + 1; i < text.Length; i++)
        {
            if (quote is not '\0')
            {
                quote = text[i] == quote ? '\0' : quote;
            }
            else if (text[i] is '"' or '\'')
            {
                quote = text[i];
            }
            else if (text[i] is '>')
            {
                return i;
            }
        }

        return -1;
    }

    private static string NameAt(string text, int from, int to)
    {
        var name = text.AsSpan(from, to - from);
        var end = name.IndexOfAny([' ', '\t', '\r', '\n', '/']);
        return (end < 0 ? name : name[..end]).ToString();
    }
}
