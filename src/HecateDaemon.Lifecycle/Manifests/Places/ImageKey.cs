using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// A whole image in one text under a key such as <c>image</c> or <c>initImage</c>: in Helm values, Compose files and
/// custom resources. What has no version there is no place; what only tells about an object is none either.
/// </summary>
internal sealed class ImageKey : IFindPlaces
{
    private static readonly string[] OnlyTell = ["annotations", "labels", "status"];

    public string Kind => "image_key";

    public static bool IsOne(string key) => key == "image" || key.EndsWith("Image", StringComparison.Ordinal);

    public Sighting Find(ManifestText manifest, ImageName image)
    {
        var findings = new Findings(Kind, manifest, image);
        var judged = new HashSet<SourceNode>();
        foreach (var root in findings.ReadDocuments())
        {
            Visit(root, findings, judged);
        }

        return findings.Sighting;
    }

    private static void Visit(SourceNode node, Findings findings, HashSet<SourceNode> judged)
    {
        if (node is SourceNode.Sequence sequence)
        {
            sequence.Items.ForEach(item => Visit(item, findings, judged));
        }
        else if (node is SourceNode.Mapping mapping)
        {
            foreach (var (key, value) in mapping.Entries)
            {
                var name = (key as SourceNode.Scalar)?.Value ?? "";
                if (IsOne(name) && value.Meant is SourceNode.Scalar scalar && HasVersion(scalar.Value) && judged.Add(scalar))
                {
                    findings.AddImage(scalar, workload: null, container: null);
                }
                else if (!OnlyTell.Contains(name, StringComparer.Ordinal))
                {
                    Visit(value, findings, judged);
                }
            }
        }
    }

    private static bool HasVersion(string image) => ImageText.Cut(image) is not { Tag: null, Digest: null };
}
