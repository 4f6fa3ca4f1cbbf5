using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// Reads all documents of a YAML or JSON text as they stand there: aliases stay aliases, duplicate keys stay two.
/// </summary>
internal sealed class SourceDocuments
{
    private const int MaxDepth = 128;
    private const int MaxEmbeddings = 2;

    private readonly Dictionary<string, SourceNode> anchors = new(StringComparer.Ordinal);
    /// <summary>Below these, text only tells about something, or is the input of a program.</summary>
    private static readonly string[] NeverEmbedding = ["annotations", "labels", "status", "args", "command", "description", "notes"];

    private readonly List<SourceNode> embedded = [];
    private readonly string text;
    private readonly Func<SourcePoint, SourcePoint> outside;
    private readonly int mayEmbed;
    private readonly Parser parser;

    private SourceDocuments(string content, Func<SourcePoint, SourcePoint> toOutside, int embeddings)
    {
        (text, outside, mayEmbed) = (content, toOutside, embeddings);
        parser = new(new StringReader(content));
    }

    /// <summary>
    /// The roots of the documents, or, where the text is neither YAML nor a template around YAML, a sentence that says
    /// so; and the text as it was read, with a template's actions covered.
    /// </summary>
    public static (IReadOnlyList<SourceNode> Roots, string? Fault, string Seen) Read(string text) =>
        Read(text, point => point, embeddings: 0);

    /// <summary>
    /// The same, with the documents that stand in literal blocks (patches, values, files of ConfigMaps) behind those around them,
    /// as if they stood beside them.
    /// </summary>
    public static (IReadOnlyList<SourceNode> Roots, string? Fault, string Seen) ReadWithEmbedded(string text) =>
        Read(text, point => point, MaxEmbeddings);

    private static (IReadOnlyList<SourceNode> Roots, string? Fault, string Seen) Read(
        string text, Func<SourcePoint, SourcePoint> toOutside, int embeddings)
    {
        var (roots, fault) = TryRead(text, toOutside, embeddings);
        var lenient = fault is null ? text : LenientText.Of(text);
        if (lenient != text)
        {
            (roots, fault) = TryRead(lenient, toOutside, embeddings);
        }

        if (fault is null || !TemplateMask.IsTemplate(text))
        {
            return (roots, fault is null ? null : $"the file cannot be read as YAML: {fault}", text);
        }

        var covered = TemplateMask.Cover(lenient);
        (roots, fault) = TryRead(covered, toOutside, embeddings);
        return (roots, fault is null ? null : "the file is a template, not YAML as it stands", covered);
    }

    private static (IReadOnlyList<SourceNode> Roots, string? Fault) TryRead(
        string text, Func<SourcePoint, SourcePoint> toOutside, int embeddings)
    {
        try
        {
            return (new SourceDocuments(text, toOutside, embeddings).ReadRoots(), null);
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException or
            FormatException or OverflowException)
        {
            // Broken text can also trip the parser's own stacks and conversions (found by random bytes).
            return ([], e.Message);
        }
    }

    private List<SourceNode> ReadRoots()
    {
        var roots = new List<SourceNode>();
        while (parser.MoveNext())
        {
            if (parser.Current is DocumentStart)
            {
                anchors.Clear();
            }
            else if (parser.Current is NodeEvent or AnchorAlias)
            {
                roots.Add(ReadNode(depth: 0, embeds: true));
            }
        }

        return [.. roots, .. embedded];
    }

    /// <summary>Reads the node that the parser stands on, and leaves the parser on its last event.</summary>
    private SourceNode ReadNode(int depth, bool embeds)
    {
        var current = parser.Current!;
        if (depth > MaxDepth)
        {
            throw new YamlException(current.Start, current.End, $"nested deeper than {MaxDepth} levels");
        }

        return current switch
        {
            AnchorAlias { Value.Value: var name } alias =>
                new SourceNode.Alias(name, anchors.GetValueOrDefault(name), Point(alias.Start)),
            Scalar scalar => Anchored(scalar, ReadScalar(scalar, embeds)),
            SequenceStart start => Anchored(start, ReadSequence(start, depth, embeds)),
            MappingStart start => Anchored(start, ReadMapping(start, depth, embeds)),
            _ => throw new YamlException(current.Start, current.End, $"did not expect {current.GetType().Name} here"),
        };
    }

    private SourceNode.Scalar ReadScalar(Scalar scalar, bool embeds)
    {
        if (embeds && mayEmbed > 0 && EmbeddedText.In(text, scalar) is { } block)
        {
            embedded.AddRange(Read(block.Text, point => outside(block.Outside(point)), mayEmbed - 1).Roots);
        }

        return new(scalar.Value, Point(scalar.Start), Point(scalar.End));
    }

    private SourceNode.Sequence ReadSequence(SequenceStart start, int depth, bool embeds)
    {
        var sequence = new SourceNode.Sequence(Point(start.Start));
        while (Next() is not SequenceEnd)
        {
            sequence.Items.Add(ReadNode(depth + 1, embeds));
        }

        return sequence;
    }

    private SourceNode.Mapping ReadMapping(MappingStart start, int depth, bool embeds)
    {
        var mapping = new SourceNode.Mapping(Point(start.Start));
        while (Next() is not MappingEnd)
        {
            if (parser.Current is MappingStart { Style: MappingStyle.Flow } inner &&
                inner.Start.Index == start.Start.Index + 1)
            {
                throw new YamlException(inner.Start, inner.End, "'{{' is a template's mark");
            }

            var key = ReadNode(depth + 1, embeds: false);
            Next();
            var isPassive = key is SourceNode.Scalar { Value: var name } && NeverEmbedding.Contains(name, StringComparer.Ordinal);
            mapping.Entries.Add(new(key, ReadNode(depth + 1, embeds && !isPassive)));
        }

        return mapping;
    }

    private SourcePoint Point(Mark mark) => outside(SourcePoint.Of(mark, text.Length));

    private ParsingEvent Next() =>
        parser.MoveNext() ? parser.Current! : throw new YamlException("the text ends within a node");

    private SourceNode Anchored(NodeEvent happened, SourceNode node)
    {
        if (!happened.Anchor.IsEmpty)
        {
            anchors[happened.Anchor.Value] = node;
        }

        return node;
    }
}
