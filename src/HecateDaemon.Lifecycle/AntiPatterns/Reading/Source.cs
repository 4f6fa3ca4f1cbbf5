using System.Text;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>The documents of a text, as far as they can be read: one that is broken does not take the others with it.</summary>
internal sealed record Source(IReadOnlyList<SourceNode> Roots, IReadOnlyList<(int Line, string Why)> Faults, bool IsTemplate)
{
    private const int MaxDocuments = 200;

    /// <summary>Each document is read with blanks for all before it, which a large file has too many of.</summary>
    private const int MaxLength = 256 << 10;

    public static Source Read(string text)
    {
        var (roots, fault, seen) = SourceDocuments.Read(text);
        return fault is null ? new(roots, [], IsTemplate: false)
            : text.Length <= MaxLength ? OneByOne(seen, TemplateMask.IsTemplate(text))
            : new([], [(1, fault)], IsTemplate: false);
    }

    private static Source OneByOne(string text, bool isTemplate)
    {
        var roots = new List<SourceNode>();
        var faults = new List<(int, string)>();
        foreach (var (start, end, line) in Documents(text))
        {
            // Blank lines stand in for the documents before, so that lines and offsets stay those of the file.
            var document = Blank(text, start) + text[start..end];
            var (read, fault, _) = SourceDocuments.Read(document);
            roots.AddRange(read);
            if (fault is not null)
            {
                faults.Add((line, isTemplate ? "the file is a template, not YAML as it stands" : fault));
            }
        }

        return new(roots, faults, isTemplate);
    }

    private static List<(int Start, int End, int Line)> Documents(string text)
    {
        var starts = new List<(int Start, int Line)> { (0, 1) };
        var line = 1;
        for (var at = 0; (at = text.IndexOf('\n', at)) >= 0 && starts.Count < MaxDocuments;)
        {
            at++;
            line++;
            if (text.AsSpan(at).StartsWith("---") && (at + 3 == text.Length || char.IsWhiteSpace(text[at + 3])))
            {
                starts.Add((at, line));
            }
        }

        return [.. starts.Select((s, i) => (s.Start, i + 1 < starts.Count ? starts[i + 1].Start : text.Length, s.Line))];
    }

    private static string Blank(string text, int length)
    {
        var blank = new StringBuilder(length);
        foreach (var c in text.AsSpan(0, length))
        {
            blank.Append(c is '\n' or '\r' ? c : ' ');
        }

        return blank.ToString();
    }
}
