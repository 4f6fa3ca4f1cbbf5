using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// Reads all documents of a YAML or JSON text as they stand there: aliases stay aliases, duplicate keys stay two.
/// </summary>
internal sealed class SourceDocuments
{
    private const int MaxDepth = 128;

    private readonly Dictionary<string, SourceNode> anchors = new(StringComparer.Ordinal);
    private readonly Parser parser;
    private readonly int length;

    private SourceDocuments(string text)
    {
        parser = new(new StringReader(text));
        length = text.Length;
    }

    /// <summary>
    /// The roots of the documents, or, where the text is neither YAML nor a template around YAML, a sentence that says
    /// so; and the text as it was read, with a template's actions covered.
    /// </summary>
    public static (IReadOnlyList<SourceNode> Roots, string? Fault, string Seen) Read(string text)
    {
        var (roots, fault) = TryRead(text);
        if (fault is null || !TemplateMask.IsTemplate(text))
        {
            return (roots, fault is null ? null : $"the file cannot be read as YAML: {fault}", text);
        }

        var covered = TemplateMask.Cover(text);
        (roots, fault) = TryRead(covered);
        return (roots, fault is null ? null : "the file is a template, not YAML as it stands", covered);
    }

    private static (IReadOnlyList<SourceNode> Roots, string? Fault) TryRead(string text)
    {
        try
        {
            return (new SourceDocuments(text).ReadRoots(), null);
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
                roots.Add(ReadNode(depth: 0));
            }
        }

        return roots;
    }

    /// <summary>Reads the node that the parser stands on, and leaves the parser on its last event.</summary>
    private SourceNode ReadNode(int depth)
    {
        var current = parser.Current!;
        if (depth > MaxDepth)
        {
            throw new YamlException(current.Start, current.End, $"nested deeper than {MaxDepth} levels");
        }

        return current switch
        {
            AnchorAlias { Value.Value: var name } alias =>
                new SourceNode.Alias(name, anchors.GetValueOrDefault(name), alias.Start),
            Scalar scalar => Anchored(scalar, new SourceNode.Scalar(scalar.Value, scalar.Start, scalar.End, length)),
            SequenceStart start => Anchored(start, ReadSequence(start, depth)),
            MappingStart start => Anchored(start, ReadMapping(start, depth)),
            _ => throw new YamlException(current.Start, current.End, $"did not expect {current.GetType().Name} here"),
        };
    }

    private SourceNode.Sequence ReadSequence(SequenceStart start, int depth)
    {
        var sequence = new SourceNode.Sequence(start.Start);
        while (Next() is not SequenceEnd)
        {
            sequence.Items.Add(ReadNode(depth + 1));
        }

        return sequence;
    }

    private SourceNode.Mapping ReadMapping(MappingStart start, int depth)
    {
        var mapping = new SourceNode.Mapping(start.Start);
        while (Next() is not MappingEnd)
        {
            if (parser.Current is MappingStart { Style: MappingStyle.Flow } inner &&
                inner.Start.Index == start.Start.Index + 1)
            {
                throw new YamlException(inner.Start, inner.End, "'{{' is a template's mark");
            }

            var key = ReadNode(depth + 1);
            Next();
            mapping.Entries.Add(new(key, ReadNode(depth + 1)));
        }

        return mapping;
    }

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
