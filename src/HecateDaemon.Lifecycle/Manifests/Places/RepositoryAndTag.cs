using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// <c>repository</c> and <c>tag</c> beside each other, in Helm values, HelmReleases and whatever else is written like
/// that; also <c>image: {name, tag}</c>, and <c>image</c> with a <c>tag</c> beside it.
/// </summary>
internal sealed class RepositoryAndTag : IFindPlaces
{
    public string Kind => "repository_and_tag";

    public Sighting Find(ManifestText manifest, ImageName? image)
    {
        var findings = new Findings(Kind, manifest, image);
        new NamedVersionSearch(findings, Read).Run();
        return findings.Sighting;
    }

    private static NamedVersion? Read(SourceNode.Mapping mapping, string? key)
    {
        var tag = mapping.SeenText("tag");
        var digest = mapping.SeenText("digest") ?? mapping.SeenText("sha");
        if (key == "chart" || (tag ?? digest) is null)
        {
            return null;
        }

        var repository = mapping.SeenText("repository");
        var name = repository ?? (key is not null && ImageKey.IsOne(key) ? mapping.SeenText("name") : null) ?? Untagged(mapping);
        if (name?.Meant is not SourceNode.Scalar { Value: var path })
        {
            return null;
        }

        var registry = (mapping.SeenText("registry")?.Meant as SourceNode.Scalar)?.Value;
        return new(registry is null ? path : $"{registry}/{path}", tag, digest)
        {
            MayHaveRegistryElsewhere = registry is null && repository is not null,
        };
    }

    private static SourceNode? Untagged(SourceNode.Mapping mapping) =>
        mapping.SeenText("image") is { Meant: SourceNode.Scalar { Value: var value } } image &&
        ImageText.Cut(value) is { Tag: null, Digest: null }
            ? image
            : null;
}
