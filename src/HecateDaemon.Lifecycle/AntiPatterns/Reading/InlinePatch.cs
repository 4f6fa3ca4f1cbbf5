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
        key == "patch" && Lists.Contains(list, StringComparer.Ordinal) && InlineText.IsOne(text);

    /// <summary>True for an item of a list of this name that is a patch and no path.</summary>
    public static bool IsItem(string list, string text) => list == "patchesStrategicMerge" && InlineText.IsOne(text);

    /// <summary>An operation's value and where it goes, if it puts something there.</summary>
    public static (string Path, SourceNode Value)? Operation(SourceNode.Mapping mapping) =>
        mapping.TextOf("op") is "add" or "replace" && mapping.TextOf("path") is ['/', ..] path && mapping.Own("value")?.Meant is { } value
            ? (path, value)
            : null;
}
