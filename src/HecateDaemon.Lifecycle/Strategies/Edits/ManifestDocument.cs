using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>One YAML document of a file: where it begins and ends in the file's text, and what it says.</summary>
internal sealed class ManifestDocument
{
    private ManifestDocument(string file, string text, int start, int end, SourceNode.Mapping root)
    {
        File = file;
        Text = text;
        Start = start;
        End = end;
        Root = root;
        Workload = new(root.TextOf("apiVersion") ?? "", root.TextOf("kind") ?? "", TextAt("metadata", "namespace"), TextAt("metadata", "name") ?? "");
    }

    public string File { get; }

    /// <summary>The whole file's.</summary>
    public string Text { get; }

    /// <summary>Behind the line of its <c>---</c>; it ends where the next one's begins.</summary>
    public int Start { get; }

    public int End { get; }

    public SourceNode.Mapping Root { get; }

    public Workload Workload { get; }

    public string Called => Workload.Name is "" ? File : $"{Workload.Kind} {Workload.Name}";

    /// <summary>The line in the file, counted from 1.</summary>
    public int Line => Text.AsSpan(0, Start).Count('\n') + Root.Line;

    /// <summary>Those documents of a file that are Kubernetes objects; a template's are none.</summary>
    public static IEnumerable<ManifestDocument> In(string file, string text)
    {
        foreach (var (start, end) in Cuts(text))
        {
            var part = text[start..end];
            var (roots, fault, seen) = SourceDocuments.Read(part);
            if (fault is null && seen == part && roots is [SourceNode.Mapping root] && IsObject(root))
            {
                yield return new(file, text, start, end, root);
            }
        }
    }

    /// <summary>The one document of a file that need be no object, such as a kustomization; null where it is a template, or several.</summary>
    public static ManifestDocument? Only(string file, string text) =>
        Cuts(text).Select(cut => (cut, Read: SourceDocuments.Read(text[cut.Start..cut.End]))).Where(d => d.Read.Roots is not []).ToList() is
            [({ } cut, ([SourceNode.Mapping root], null, var seen))] && seen.Length == cut.End - cut.Start && seen == text[cut.Start..cut.End]
            ? new(file, text, cut.Start, cut.End, root)
            : null;

    /// <summary>What is written there itself: what an alias or a merge brings is not, since an edit of it would reach further.</summary>
    public SourceNode? At(params ReadOnlySpan<string> path)
    {
        SourceNode? at = Root;
        foreach (var key in path)
        {
            at = (at as SourceNode.Mapping)?.Own(key);
        }

        return at;
    }

    public string? TextAt(params ReadOnlySpan<string> path) => (At(path) as SourceNode.Scalar)?.Value;

    /// <summary>The texts of a mapping, such as labels; null where it is not there or has other things in it.</summary>
    public IReadOnlyDictionary<string, string>? TextsAt(params ReadOnlySpan<string> path) =>
        At(path) is SourceNode.Mapping { Entries: var entries } && entries.TrueForAll(e => e is { Key: SourceNode.Scalar, Value: SourceNode.Scalar }) &&
        entries.Select(e => ((SourceNode.Scalar)e.Key).Value).Distinct(StringComparer.Ordinal).Count() == entries.Count
            ? entries.ToDictionary(e => ((SourceNode.Scalar)e.Key).Value, e => ((SourceNode.Scalar)e.Value).Value, StringComparer.Ordinal)
            : null;

    /// <summary>The images of its containers, as they are written, wherever it has a pod template.</summary>
    public IReadOnlyList<SourceNode.Scalar> Images() => [.. ImagesIn(Root, isContainer: false)];

    /// <summary>Where a place of this document, given by line and column within it, is in the file's text.</summary>
    public int Offset(int line, int column)
    {
        var at = Start;
        for (var l = 1; l < line; l++)
        {
            at = Text.IndexOf('\n', at) + 1;
        }

        return at + column - 1;
    }

    public int Offset(SourceNode node) => Offset(node.Line, node.Column);

    private static IEnumerable<SourceNode.Scalar> ImagesIn(SourceNode node, bool isContainer) => node switch
    {
        SourceNode.Sequence list => list.Items.SelectMany(i => ImagesIn(i, isContainer)),
        SourceNode.Mapping mapping => mapping.Entries.SelectMany(e => e switch
        {
            { Key: SourceNode.Scalar { Value: "image" }, Value: SourceNode.Scalar image } when isContainer => [image],
            { Key: SourceNode.Scalar { Value: "containers" or "initContainers" } } => ImagesIn(e.Value, isContainer: true),
            _ => ImagesIn(e.Value, isContainer: false),
        }),
        _ => [],
    };

    private static bool IsObject(SourceNode.Mapping root) =>
        root.TextOf("apiVersion") is not null && root.TextOf("kind") is not null &&
        (root.Own("metadata") as SourceNode.Mapping)?.TextOf("name") is { Length: > 0 };

    /// <summary>A line that begins with <c>---</c> or <c>...</c> ends a document, whatever it is within.</summary>
    private static IEnumerable<(int Start, int End)> Cuts(string text)
    {
        var start = 0;
        for (var line = 0; line < text.Length;)
        {
            var next = text.IndexOf('\n', line) is >= 0 and var end ? end + 1 : text.Length;
            if (IsMarker(text.AsSpan(line, next - line)))
            {
                yield return (start, line);
                start = next;
            }

            line = next;
        }

        yield return (start, text.Length);
    }

    private static bool IsMarker(ReadOnlySpan<char> line) =>
        (line.StartsWith("---") || line.StartsWith("...")) && (line.Length == 3 || char.IsWhiteSpace(line[3]));
}
