using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// Follows the kustomizations of a folder: which entry of whose <c>images</c> gives which workload the version of an image, under
/// whatever names the image goes on the way.
/// </summary>
internal sealed class KustomizedImages
{
    private const int MaxDepth = 32;
    private const string PlaceKind = "kustomize_image";

    private readonly ManifestSet manifests;
    private readonly Dictionary<string, KustomizationFile> files;
    private readonly List<KustomizedImage> found = [];

    private KustomizedImages(ManifestSet manifests)
    {
        this.manifests = manifests;
        files = manifests.Kustomizations().Select(k => new KustomizationFile(k.File, k.Root)).DistinctBy(k => k.Folder, StringComparer.Ordinal)
            .ToDictionary(k => k.Folder, StringComparer.Ordinal);
    }

    /// <summary>What the places say that are entries of kustomizations; those of other places are not in it.</summary>
    public static IReadOnlyList<KustomizedImage> Of(ManifestSet manifests, IReadOnlyList<ImagePlace> places)
    {
        if (!places.Any(p => p.Kind is PlaceKind))
        {
            return [];
        }

        var walk = new KustomizedImages(manifests);
        foreach (var file in walk.files.Values)
        {
            walk.Pass(file, places, MaxDepth);
        }

        return walk.found;
    }

    /// <summary>The images that come out of a kustomization, each with the workload that runs it and the name that it has by then.</summary>
    private List<(Workload Workload, string Name)> Pass(KustomizationFile kustomization, IReadOnlyList<ImagePlace> places, int depth)
    {
        var passing = kustomization.Resources.SelectMany(r => depth > 0 ? In(r, places, depth - 1) : []).ToList();
        foreach (var entry in kustomization.Images)
        {
            foreach (var place in places.Where(p => p.Kind is PlaceKind && p.File == kustomization.File && entry.Holds(p)))
            {
                var workloads = passing.Where(p => p.Name == entry.Name).Select(p => p.Workload).Distinct().ToList();
                if (!found.Exists(f => f.Place == place && f.Workloads.SequenceEqual(workloads)))
                {
                    found.Add(new(kustomization, entry, place, workloads, Missing(kustomization, MaxDepth)));
                }
            }

            passing = passing.ConvertAll(p => p.Name == entry.Name ? p with { Name = entry.NewName ?? entry.Name } : p);
        }

        return passing;
    }

    /// <summary>The first of what it takes in, by whatever way, that is not among these files.</summary>
    private string? Missing(KustomizationFile kustomization, int depth) => kustomization.Resources
        .Select(path => files.TryGetValue(path, out var below) && depth > 0 ? Missing(below, depth - 1) : manifests.Texts.ContainsKey(path) ? null : path)
        .FirstOrDefault(missing => missing is not null);

    private IEnumerable<(Workload Workload, string Name)> In(string path, IReadOnlyList<ImagePlace> places, int depth) =>
        files.TryGetValue(path, out var below)
            ? Pass(below, places, depth)
            : manifests.Documents.Where(d => d.File == path).SelectMany(d => d.Images().Select(i => (d.Workload, ImageText.Cut(i.Value).Name)));
}

/// <summary>
/// An entry of <c>images</c> with a version, where that stands, the workloads that get it, and what the kustomization takes in from
/// elsewhere, so that others may get it too.
/// </summary>
internal sealed record KustomizedImage(KustomizationFile Kustomization, ImagesEntry Entry, ImagePlace Place, IReadOnlyList<Workload> Workloads, string? Missing);
