using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// The <c>image:</c> of a container, wherever a list of containers stands: in pods, in everything that has a pod
/// template, in custom resources, in the items of a List.
/// </summary>
internal sealed class PodSpecImage : IFindPlaces
{
    public string Kind => "pod_spec";

    public Sighting Find(ManifestText manifest, ImageName? image)
    {
        var findings = new Findings(Kind, manifest, image);
        var search = new PodSpecSearch(findings);
        foreach (var root in findings.ReadDocuments())
        {
            search.Visit(root, enclosing: null);
        }

        return findings.Sighting;
    }
}
