using YamlDotNet.Core;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>A node of a YAML or JSON document together with where it stands in the text.</summary>
internal abstract class SourceNode
{
    private SourceNode(Mark start)
    {
        Line = (int)start.Line;
        Column = (int)start.Column;
    }

    /// <summary>Counted from 1, as are columns; columns in UTF-16 units.</summary>
    public int Line { get; }

    public int Column { get; }

    public sealed class Scalar(string value, Mark start, Mark end) : SourceNode(start)
    {
        /// <summary>What the text means, after quotes, escapes and folding.</summary>
        public string Value { get; } = value;

        /// <summary>Where its source begins, with anchor, tag and quotes, and where it ends, in UTF-16 units.</summary>
        public int Start { get; } = (int)start.Index;

        public int End { get; } = (int)end.Index;

        public int EndLine { get; } = (int)end.Line;

        public int EndColumn { get; } = (int)end.Column;
    }

    public sealed class Sequence(Mark start) : SourceNode(start)
    {
        public List<SourceNode> Items { get; } = [];
    }

    public sealed class Mapping(Mark start) : SourceNode(start)
    {
        /// <summary>In the order of the text. A key may stand twice: the text is taken as it is.</summary>
        public List<KeyValuePair<SourceNode, SourceNode>> Entries { get; } = [];

        public IEnumerable<SourceNode> ValuesOf(string key) =>
            from entry in Entries where entry.Key is Scalar name && name.Value == key select entry.Value;

        public string? TextOf(string key) => ValuesOf(key).OfType<Scalar>().FirstOrDefault()?.Value;
    }

    public sealed class Alias(string anchor, SourceNode? target, Mark start) : SourceNode(start)
    {
        public string Anchor { get; } = anchor;

        /// <summary>Null if the anchor is not known, or if the alias stands within it.</summary>
        public SourceNode? Target { get; } = target;
    }
}
