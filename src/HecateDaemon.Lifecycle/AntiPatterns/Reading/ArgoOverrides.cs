using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// What Argo CD puts over a kustomization or a chart: <c>images</c> of <c>kustomize</c> as texts, and <c>parameters</c> of
/// <c>helm</c> by the names of values.
/// </summary>
internal static class ArgoOverrides
{
    public static void Read(SourceNode.Mapping mapping, string key, KubernetesObject? owner, ImageReader images)
    {
        if (key == "kustomize")
        {
            foreach (var item in ItemsOf(mapping, "images").OfType<SourceNode.Scalar>())
            {
                var start = item.Value.IndexOf('=', StringComparison.Ordinal) + 1;
                var renamed = start == 0 ? item : new SourceNode.Scalar(item.Value[start..], item.Line, item.Column + start, item.Start + start);
                if (ImageText.Cut(renamed.Value) is { Tag: not null } or { Digest: not null })
                {
                    images.ReadImage(renamed, ImageHome.Kustomization, isPinned: false, owner, container: null);
                }
            }
        }
        else if (key == "helm")
        {
            foreach (var parameter in ItemsOf(mapping, "parameters").OfType<SourceNode.Mapping>())
            {
                if (parameter.TextOf("name") is { } name && name.EndsWith("image.tag", StringComparison.OrdinalIgnoreCase) &&
                    parameter.SeenText("value") is SourceNode.Scalar tag)
                {
                    images.ReadVersion(name[..^".tag".Length].ToLowerInvariant(), tag, ImageHome.Values, isPinned: false, owner);
                }
            }
        }
    }

    private static List<SourceNode> ItemsOf(SourceNode.Mapping mapping, string key) =>
        mapping.Own(key) is SourceNode.Sequence list ? list.Items : [];
}
