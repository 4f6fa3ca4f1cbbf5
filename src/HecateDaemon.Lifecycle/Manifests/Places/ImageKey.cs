using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// A whole image in one text, in Helm values, Compose files, ConfigMaps and custom resources: under a key such as
/// <c>image</c>, <c>initImage</c>, <c>imageName</c> or <c>HELPER_IMAGE</c>, or, if it is pinned by digest, under any key.
/// What has no version there is no place; what only tells about an object is none either.
/// </summary>
internal sealed class ImageKey : IFindPlaces
{
    private static readonly string[] OnlyTell = ["annotations", "labels", "status"];
    private static readonly string[] Endings = ["image", "Image", "IMAGE", "imageName", "ImageName", "image_name", "IMAGE_NAME"];

    public string Kind => "image_key";

    public static bool IsOne(string key) => Endings.Any(ending => key.EndsWith(ending, StringComparison.Ordinal));

    public Sighting Find(ManifestText manifest, ImageName? image)
    {
        var findings = new Findings(Kind, manifest, image);
        var judged = new HashSet<SourceNode>();
        foreach (var root in findings.ReadDocuments())
        {
            Visit(root, key: "", findings, judged);
        }

        return findings.Sighting;
    }

    private static void Visit(SourceNode node, string key, Findings findings, HashSet<SourceNode> judged)
    {
        if (node is SourceNode.Sequence sequence)
        {
            sequence.Items.ForEach(item => Visit(item, key: "", findings, judged));
        }
        else if (node is SourceNode.Mapping mapping)
        {
            foreach (var (entryKey, value) in mapping.Entries)
            {
                var name = (entryKey as SourceNode.Scalar)?.Value ?? "";
                if (!OnlyTell.Contains(name, StringComparer.Ordinal))
                {
                    Visit(value, name, findings, judged);
                }
            }
        }
        else if (node.Meant is SourceNode.Scalar { Value: var text } scalar && IsImage(key, text) && judged.Add(scalar))
        {
            findings.AddImage(scalar, workload: null, container: null);
        }
    }

    private static bool IsImage(string key, string text) =>
        text.Contains("@sha256:", StringComparison.Ordinal) && Digest.TryParse(ImageText.Cut(text).Digest, out _)
        || (IsOne(key) && ImageText.Cut(text) is not { Tag: null, Digest: null });
}
