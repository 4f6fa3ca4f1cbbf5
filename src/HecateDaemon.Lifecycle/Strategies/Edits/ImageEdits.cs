using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Puts versions into single workloads. No byte that is not part of a tag or digest changes.</summary>
internal static class ImageEdits
{
    /// <summary>The goal's version in all places of one workload.</summary>
    public static ManifestSet PutVersion(this ManifestSet manifests, Workload workload, Goal goal) =>
        Put(manifests, workload, goal.Image, _ => (goal.Tag, goal.Digest));

    /// <summary>The versions that another set has there.</summary>
    public static ManifestSet PutVersionOf(this ManifestSet manifests, ManifestSet other, Workload workload, ImageName image)
    {
        var old = other.Find(workload) is { } document ? other.PlacesOf(document, image) : [];
        return Put(manifests, workload, image, i => old.ElementAtOrDefault(i) is { } place
            ? (place.Tag?.Text, place.Digest is { Text: var digest } ? Digest.Parse(digest) : null)
            : (null, null));
    }

    private static ManifestSet Put(ManifestSet manifests, Workload workload, ImageName image, Func<int, (string? Tag, Digest? Digest)> version)
    {
        if (manifests.WhyNot is not null || manifests.Find(workload) is not { } document)
        {
            return manifests.Fail($"{workload.Kind} {workload.Name} is not declared, or more than once");
        }

        // From the last place on, so that those before it stay where they are.
        foreach (var (index, place) in manifests.PlacesOf(document, image).Index().Reverse())
        {
            var (tag, digest) = version(index);
            if (tag is null && digest is null)
            {
                continue;
            }

            var change = new PlaceChange(place, tag ?? place.Tag?.Text ?? "", digest);
            manifests = change.WhyNot is { } why
                ? manifests.Fail($"{place.File}:{place.Line}: {why}")
                : manifests.With(place.File, change.Replacements.OrderByDescending(r => r.Old.Start));
        }

        return manifests;
    }
}
