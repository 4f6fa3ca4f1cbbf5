namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>A node of a YAML or JSON document together with where it stands in the text.</summary>
internal abstract class SourceNode
{
    private SourceNode(SourcePoint start) => (Line, Column) = (start.Line, start.Column);

    /// <summary>Counted from 1, as are columns; columns in UTF-16 units.</summary>
    public int Line { get; }

    public int Column { get; }

    /// <summary>The node itself, or what an alias stands for.</summary>
    public SourceNode? Meant => this is Alias alias ? alias.Target : this;

    public sealed class Scalar : SourceNode
    {
        public Scalar(string value, SourcePoint start, SourcePoint end)
            : base(start)
        {
            Value = value;
            Start = start.Index;
            End = end.Index;
            EndLine = end.Line;
            EndColumn = end.Column;
        }

        /// <summary>A text that stands in one line as it is meant.</summary>
        public Scalar(string value, int line, int column, int start)
            : this(value, new(line, column, start), new(line, column + value.Length, start + value.Length))
        {
        }

        /// <summary>What the text means, after quotes, escapes and folding.</summary>
        public string Value { get; }

        /// <summary>Where its source begins, with anchor, tag and quotes, and where it ends, in UTF-16 units.</summary>
        public int Start { get; }

        public int End { get; }

        public int EndLine { get; }

        public int EndColumn { get; }
    }

    public sealed class Sequence(SourcePoint start) : SourceNode(start)
    {
        public List<SourceNode> Items { get; } = [];
    }

    public sealed class Mapping(SourcePoint start) : SourceNode(start)
    {
        private const int MaxMerges = 4;

        /// <summary>In the order of the text. A key may stand twice: the text is taken as it is.</summary>
        public List<KeyValuePair<SourceNode, SourceNode>> Entries { get; } = [];

        public IEnumerable<SourceNode> ValuesOf(string key) =>
            from entry in Entries where entry.Key is Scalar name && name.Value == key select entry.Value;

        /// <summary>The mappings that this one takes in by <c>&lt;&lt;</c>.</summary>
        public IEnumerable<Mapping> Merged =>
            ValuesOf("<<").SelectMany(v => v.Meant is Sequence s ? s.Items : [v]).Select(v => v.Meant).OfType<Mapping>();

        /// <summary>What a reader sees under the key: the mapping's own value, or else that of what it takes in.</summary>
        public SourceNode? Seen(string key) => Own(key) ?? (Own("<<") is null ? null : SeenIn(Merged, key, [], MaxMerges));

        /// <summary>The same, if it is a text that is not empty.</summary>
        public SourceNode? SeenText(string key) =>
            Seen(key) is { Meant: Scalar { Value: not ("" or "null" or "~") } } seen ? seen : null;

        /// <summary>Each mapping is asked once: a few nested lists of aliases can stand for billions.</summary>
        private static SourceNode? SeenIn(IEnumerable<Mapping> merged, string key, HashSet<Mapping> asked, int depth) =>
            depth == 0
                ? null
                : merged.Where(asked.Add)
                    .Select(m => m.Own(key) ?? SeenIn(m.Merged, key, asked, depth - 1))
                    .FirstOrDefault(v => v is not null);

        /// <summary>The first value under the key. Every mapping is asked for many keys: no query here.</summary>
        public SourceNode? Own(string key)
        {
            foreach (var entry in Entries)
            {
                if (entry.Key is Scalar name && name.Value == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }

        public string? TextOf(string key) => (Own(key) as Scalar)?.Value;
    }

    public sealed class Alias(string anchor, SourceNode? target, SourcePoint start) : SourceNode(start)
    {
        public string Anchor { get; } = anchor;

        /// <summary>Null if the anchor is not known, or if the alias stands within it.</summary>
        public SourceNode? Target { get; } = target;
    }
}
