using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// An item of <c>images:</c> in a Kustomization or a Component of kustomize, a Kustomization of Flux, or a post
/// renderer. Of two names the new one counts, because the version is that of what will run.
/// </summary>
internal sealed class KustomizeImage : IFindPlaces
{
    public string Kind => "kustomize_image";

    public Sighting Find(ManifestText manifest, ImageName? image)
    {
        var findings = new Findings(Kind, manifest, image);
        new NamedVersionSearch(findings, Read).Run();
        return findings.Sighting;
    }

    private static NamedVersion? Read(SourceNode.Mapping mapping, string? key)
    {
        if (key != "images")
        {
            return null;
        }

        var tag = mapping.SeenText("newTag");
        var digest = mapping.SeenText("digest");
        return (tag ?? digest) is not null &&
            (mapping.SeenText("newName") ?? mapping.SeenText("name"))?.Meant is SourceNode.Scalar { Value: var name }
                ? new(name, tag, digest)
                : null;
    }
}
