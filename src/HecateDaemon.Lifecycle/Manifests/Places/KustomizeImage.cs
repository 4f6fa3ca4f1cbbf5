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
        var newName = mapping.SeenText("newName");
        if ((newName ?? mapping.SeenText("name"))?.Meant is not SourceNode.Scalar { Value: var name })
        {
            return null;
        }

        // kustomize takes a whole image for the new name, and what stands there is what will run.
        return (tag ?? digest) is not null ? new(name, tag, digest)
            : newName is not null && ImageText.Cut(name) is { Tag: not null } or { Digest: not null } ? new(ImageText.Cut(name).Name, newName, null)
            : null;
    }
}
