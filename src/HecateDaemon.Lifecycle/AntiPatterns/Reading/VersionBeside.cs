using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// A version beside its image's name: <c>repository</c> and <c>tag</c> of Helm values, <c>newTag</c> of kustomize,
/// <c>image</c> with a <c>tag</c> beside it, and the <c>reference</c> of a volume that is an image.
/// </summary>
internal static class VersionBeside
{
    /// <summary>Keys of mappings whose <c>repository</c> and <c>tag</c> are not an image's.</summary>
    private static readonly string[] OtherVersions = ["chart", "git", "github", "source", "ref", "module"];

    public static void Read(
        SourceNode.Mapping mapping, string key, KubernetesObject? owner, bool isPinned, LintedFile file, ImageReader images)
    {
        if (key == "images" && Text(mapping, "newTag") is { } newTag)
        {
            if ((Text(mapping, "newName") ?? Text(mapping, "name")) is { } renamed)
            {
                images.ReadVersion(renamed.Value, newTag, ImageHome.Kustomization, isPinned, owner);
            }
        }
        else if (key == "image" && Text(mapping, "reference") is { } reference)
        {
            images.ReadImage(reference, ImageHome.Container, isPinned, owner, container: null);
        }
        else if (!OtherVersions.Contains(key, StringComparer.Ordinal) && NameIn(mapping, key) is { } name)
        {
            ReadNamed(mapping, name, owner, isPinned, file, images);
        }
        else if (key.EndsWith("image", StringComparison.OrdinalIgnoreCase) && Text(mapping, "tag") is { } tag)
        {
            // The chart knows the name; the tag is what it is all the same.
            images.ReadVersion(key.ToLowerInvariant(), tag, ImageHome.Values, isPinned, owner);
        }
    }

    private static void ReadNamed(
        SourceNode.Mapping mapping, SourceNode.Scalar name, KubernetesObject? owner, bool isPinned, LintedFile file, ImageReader images)
    {
        if (Text(mapping, "tag") is { } tag)
        {
            images.ReadVersion(name.Value, tag, ImageHome.Values, isPinned, owner);
        }
        else if (!isPinned && !name.Value.Contains("//", StringComparison.Ordinal))
        {
            file.AddUnclear(name.Line, $"no version stands beside '{name.Value}': the chart decides it");
        }
    }

    private static SourceNode.Scalar? NameIn(SourceNode.Mapping mapping, string key)
    {
        var isImage = key.EndsWith("image", StringComparison.OrdinalIgnoreCase);
        var hasTag = mapping.ValuesOf("tag").Any();
        return Text(mapping, "repository") is { } repository && (hasTag || isImage) ? repository
            : hasTag && isImage && Text(mapping, "name") is { } name ? name
            : hasTag && Text(mapping, "image") is { } image && Manifests.ImageText.Cut(image.Value) is { Tag: null, Digest: null } ? image
            : null;
    }

    private static SourceNode.Scalar? Text(SourceNode.Mapping mapping, string key) =>
        mapping.SeenText(key)?.Meant as SourceNode.Scalar;
}
