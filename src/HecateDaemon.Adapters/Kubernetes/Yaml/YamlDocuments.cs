using System.Text;
using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Reads the documents of a YAML (or JSON) file into JSON. Bounded in bytes, depth and nodes, the nodes of repeated aliases
/// counted each time, so that no file can exhaust the daemon. Errors name the file and the line, never a value.
/// </summary>
internal sealed class YamlDocuments
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostNodes = 500_000;
    private const int DeepestNesting = 200;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string file;
    private readonly Parser parser;
    private readonly Dictionary<string, (JsonNode? Node, int Size)> anchors = new(StringComparer.Ordinal);
    private int nodes;

    private YamlDocuments(string file, TextReader text)
    {
        this.file = file;
        parser = new Parser(text);
    }

    /// <summary>The documents in their order; empty ones are left out.</summary>
    public static IReadOnlyList<JsonNode> Read(string file, ReadOnlySpan<byte> content)
    {
        if (content.Length > MostBytes)
        {
            throw Refusal($"{file} is larger than {MostBytes} bytes");
        }

        try
        {
            using var reader = new StringReader(StrictUtf8.GetString(content).TrimStart('\uFEFF'));
            return new YamlDocuments(file, reader).ReadAll();
        }
        catch (YamlException e)
        {
            throw Refusal($"{file}:{e.Start.Line} is not YAML");
        }
        catch (DecoderFallbackException)
        {
            throw Refusal($"{file} is not UTF-8 text");
        }
    }

    private List<JsonNode> ReadAll()
    {
        var documents = new List<JsonNode>();
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            anchors.Clear();
            if (Node(depth: 0) is { } document)
            {
                documents.Add(document);
            }

            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private JsonNode? Node(int depth)
    {
        var start = parser.Current!.Start;
        if (depth > DeepestNesting)
        {
            throw RefusalAt(start, $"is nested more than {DeepestNesting} levels deep");
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Expand(alias);
        }

        var before = nodes;
        Count(1, start);
        var anchor = ((NodeEvent)parser.Current).Anchor;
        var node = parser.Current switch
        {
            Scalar => Value(parser.Consume<Scalar>()),
            SequenceStart => List(depth),
            _ => Map(depth),
        };
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = (node, nodes - before);
        }

        return node;
    }

    private JsonNode? Expand(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var anchored))
        {
            throw RefusalAt(alias.Start, "refers to an anchor that is not defined before it");
        }

        Count(anchored.Size, alias.Start);
        return anchored.Node?.DeepClone();
    }

    private void Count(int more, Mark at)
    {
        nodes += more;
        if (nodes > MostNodes)
        {
            throw RefusalAt(at, $"has more than {MostNodes} nodes, aliases counted each time");
        }
    }

    private JsonNode? Value(Scalar scalar)
    {
        var tag = scalar.Tag.IsEmpty ? null : scalar.Tag.Value;
        return YamlScalar.TryRead(scalar.Value, scalar.Style is ScalarStyle.Plain, tag, out var value)
            ? value
            : throw RefusalAt(scalar.Start, "has a value or a tag that JSON cannot carry");
    }

    private JsonArray List(int depth)
    {
        var list = new JsonArray();
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(Node(depth + 1));
        }

        return list;
    }

    private JsonObject Map(int depth)
    {
        var map = new JsonObject();
        var merged = new List<JsonObject>();
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                throw RefusalAt(parser.Current!.Start, "has a key that is not plain text");
            }

            Count(1, key.Start);
            if (key is { Style: ScalarStyle.Plain, Value: "<<" })
            {
                merged.AddRange(Merged(Node(depth + 1), key.Start));
            }
            else if (!map.TryAdd(KeyOf(key), Node(depth + 1)))
            {
                throw RefusalAt(key.Start, "repeats a key");
            }
        }

        foreach (var (name, value) in merged.SelectMany(m => m).Where(p => !map.ContainsKey(p.Key)))
        {
            map.Add(name, value?.DeepClone());
        }

        return map;
    }

    /// <summary>Keys are typed like values before they become text, as kubectl does: <c>on:</c> is the key <c>true</c>.</summary>
    private string KeyOf(Scalar key) => Value(key) switch
    {
        null => throw RefusalAt(key.Start, "has an empty key"),
        JsonValue text when text.TryGetValue<string>(out var name) => name,
        var other => other.ToJsonString(),
    };

    private IEnumerable<JsonObject> Merged(JsonNode? source, Mark at) => source switch
    {
        JsonObject map => [map],
        JsonArray list when list.All(i => i is JsonObject) => list.Select(i => i!.AsObject()),
        _ => throw RefusalAt(at, "merges something that is not a map"),
    };

    private OutsideWorldException RefusalAt(Mark at, string why) => Refusal($"{file}:{at.Line} {why}");

    private static OutsideWorldException Refusal(string message) => new(message) { NeedsPerson = true };
}
