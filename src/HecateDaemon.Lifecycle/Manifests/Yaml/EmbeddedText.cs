using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// A literal block (<c>|</c>) that may be a document of its own, such as a patch of kustomize, the values in an Application
/// of Argo CD or a file in a ConfigMap. Each of its lines is a line of the text around it, less the indentation.
/// </summary>
internal sealed class EmbeddedText
{
    private readonly string[] lines;
    private readonly int[] starts;
    private readonly int firstLine;
    private readonly int indentation;

    private EmbeddedText(string[] content, int[] lineStarts, int line, int indent)
    {
        (lines, starts, firstLine, indentation) = (content, lineStarts, line, indent);
        Text = string.Join('\n', lines);
    }

    public string Text { get; }

    /// <summary>Null where it is no literal block, has nothing of an image, or is not line for line what stands there.</summary>
    public static EmbeddedText? In(string around, Scalar scalar)
    {
        if (scalar.Style is not ScalarStyle.Literal || !ImageMention.IsAnyIn(scalar.Value))
        {
            return null;
        }

        string[] content = scalar.Value.TrimEnd('\n').Split('\n');
        var lineStarts = new int[content.Length];
        var indent = -1;
        var at = (int)scalar.Start.Index;
        for (var i = 0; i < content.Length; i++)
        {
            at = around.IndexOf('\n', at) + 1;
            if (at == 0)
            {
                return null;
            }

            var end = around.IndexOf('\n', at) is >= 0 and var found ? found : around.Length;
            var source = around.AsSpan(at, end - at).TrimEnd('\r');
            indent = indent < 0 && content[i].Length > 0 ? source.Length - content[i].Length : indent;
            if (content[i].Length > 0 && (indent < 0 || source.Length != indent + content[i].Length || !source[indent..].SequenceEqual(content[i])))
            {
                return null;
            }

            lineStarts[i] = at;
        }

        return new(content, lineStarts, (int)scalar.Start.Line + 1, indent);
    }

    /// <summary>Where a point of the block stands in the text around it.</summary>
    public SourcePoint Outside(SourcePoint inside)
    {
        var line = Math.Min(inside.Line, lines.Length) - 1;
        var column = indentation + (inside.Line > lines.Length ? lines[line].Length + 1 : inside.Column);
        return new(firstLine + line, column, starts[line] + column - 1);
    }
}
