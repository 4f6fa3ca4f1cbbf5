using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Documents that stand as a text within another one.</summary>
internal static class InlineText
{
    /// <summary>False for what may be a path.</summary>
    public static bool IsOne(string text) => text.AsSpan().Trim().Contains('\n');

    /// <summary>What the text says, in the lines of the file; nothing where that is neither YAML nor JSON.</summary>
    public static IReadOnlyList<SourceNode> Read(SourceNode.Scalar scalar, string text)
    {
        // A block keeps its lines as they are: they are read where they stand.
        var isBlock = scalar.Start < text.Length && text[scalar.Start] == '|';
        var body = isBlock ? Lines(text, scalar) : scalar.Value;
        var (roots, fault, _) = SourceDocuments.Read(new string('\n', isBlock ? scalar.Line : scalar.Line - 1) + body);
        return fault is null ? roots : [];
    }

    private static string Lines(string text, SourceNode.Scalar block)
    {
        var start = text.IndexOf('\n', block.Start) + 1;
        return start > 0 && start < block.End ? text[start..block.End] : "";
    }
}
