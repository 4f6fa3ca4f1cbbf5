using System.Text;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

/// <summary>A tree of texts.</summary>
internal sealed class MemoryTree(params (string Path, string Text)[] files) : ILintedTree
{
    private readonly Dictionary<string, string> texts = files.ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);

    public HashSet<string> Closed { get; } = [];

    public IReadOnlyList<TreeFile> Files =>
        [.. texts.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new TreeFile(t.Key, Encoding.UTF8.GetByteCount(t.Value)))];

    public ReadOnlyMemory<byte> Read(TreeFile file) => Closed.Contains(file.Path)
        ? throw new OutsideWorldException("the file cannot be read: closed")
        : Encoding.UTF8.GetBytes(texts[file.Path]);
}
