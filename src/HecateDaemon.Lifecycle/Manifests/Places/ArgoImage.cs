using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// What Argo CD is told to put over a kustomization or a chart, by an Application or by the <c>.argocd-source</c> file that its
/// image updater writes: <c>kustomize: images: [name=name:tag]</c>, and <c>helm: parameters</c> such as <c>image.name</c> and
/// <c>image.tag</c>.
/// </summary>
internal sealed class ArgoImage : IFindPlaces
{
    private static readonly string[] Names = ["name", "repository"];

    public string Kind => "argo_image";

    public Sighting Find(ManifestText manifest, ImageName? image)
    {
        var findings = new Findings(Kind, manifest, image);
        foreach (var root in findings.ReadDocuments())
        {
            Visit(root, findings);
        }

        return findings.Sighting;
    }

    private static void Visit(SourceNode node, Findings findings)
    {
        if (node is SourceNode.Sequence sequence)
        {
            sequence.Items.ForEach(item => Visit(item, findings));
        }
        else if (node is SourceNode.Mapping mapping)
        {
            foreach (var (key, value) in mapping.Entries)
            {
                switch ((key as SourceNode.Scalar)?.Value)
                {
                    case "kustomize":
                        ItemsOf(value, "images").OfType<SourceNode.Scalar>().ToList().ForEach(findings.AddRenamed);
                        break;
                    case "helm":
                        FindParameters([.. ItemsOf(value, "parameters").OfType<SourceNode.Mapping>()], findings);
                        break;
                }

                Visit(value, findings);
            }
        }
    }

    private static void FindParameters(List<SourceNode.Mapping> parameters, Findings findings)
    {
        var values = parameters
            .Where(p => p.TextOf("name") is not null && p.Own("value") is SourceNode.Scalar)
            .ToLookup(p => p.TextOf("name")!, p => (SourceNode.Scalar)p.Own("value")!, StringComparer.Ordinal);
        foreach (var (group, tag) in values.Where(v => v.Key.EndsWith(".tag", StringComparison.Ordinal)).Select(v => (v.Key[..^"tag".Length], v.Last())))
        {
            if (Names.Select(n => values[group + n].LastOrDefault()?.Value).FirstOrDefault(n => n is not (null or "")) is { } name)
            {
                var registry = values[group + "registry"].LastOrDefault()?.Value;
                var image = registry is null or "" ? name : $"{registry}/{name}";
                if (findings.IsOurs(image))
                {
                    findings.AddVersion(image, tag, digest: null);
                }
            }
        }

        foreach (var whole in values.Where(v => ImageKey.IsOne(v.Key)).Select(v => v.Last()))
        {
            findings.AddImage(whole, workload: null, container: null);
        }
    }

    private static List<SourceNode> ItemsOf(SourceNode node, string key) =>
        node is SourceNode.Mapping mapping && mapping.Own(key) is SourceNode.Sequence list ? list.Items : [];
}
