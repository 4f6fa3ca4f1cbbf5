using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Patches that stand as a text within a Kustomization, of kustomize or Flux, or in a HelmRelease's post-renderer: whole
/// objects, or operations of a JSON patch.
/// </summary>
internal static class InlinePatch
{
    private static readonly string[] Lists = ["patches", "patchesJson6902"];

    /// <summary>True for the text of a patch under this key, in an item of a list of that name.</summary>
    public static bool IsOne(string list, string key, string text) =>
        key == "patch" && Lists.Contains(list, StringComparer.Ordinal) && IsText(text);

    /// <summary>True for an item of a list of this name that is a patch and no path.</summary>
    public static bool IsItem(string list, string text) => list == "patchesStrategicMerge" && IsText(text);

    /// <summary>What the text says, in the lines of the file; nothing where that is neither YAML nor JSON.</summary>
    public static IReadOnlyList<SourceNode> Read(SourceNode.Scalar patch, string text)
    {
        // A block keeps its lines as they are: they are read where they stand.
        var isBlock = patch.Start < text.Length && text[patch.Start] == '|';
        var body = isBlock ? Lines(text, patch) : patch.Value;
        var (roots, fault, _) = SourceDocuments.Read(new string('\n', isBlock ? patch.Line : patch.Line - 1) + body);
        return fault is null ? roots : [];
    }

    /// <summary>An operation's value and where it goes, if it puts something there.</summary>
    public static (string Path, SourceNode Value)? Operation(SourceNode.Mapping mapping) =>
        mapping.TextOf("op") is "add" or "replace" && mapping.TextOf("path") is ['/', ..] path && mapping.Own("value")?.Meant is { } value
            ? (path, value)
            : null;

    private static bool IsText(string text) => text.AsSpan().Trim().Contains('\n');

    private static string Lines(string text, SourceNode.Scalar block)
    {
        var start = text.IndexOf('\n', block.Start) + 1;
        return start > 0 && start < block.End ? text[start..block.End] : "";
    }
}
