namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Which images of which files get their version from a Kustomization. A file is innocent of an image only if every
/// way up from it, through whoever takes it in, comes past a version for that image.
/// </summary>
internal sealed class ImageOverrides
{
    private const int MaxDepth = 32;

    private readonly Dictionary<string, List<Overlay>> takenInBy = new(StringComparer.Ordinal);

    public ImageOverrides(IEnumerable<(string File, Kustomization Kustomization)> kustomizations)
    {
        foreach (var (file, kustomization) in kustomizations)
        {
            var folder = file.LastIndexOf('/') is >= 0 and var slash ? file[..slash] : "";
            var overlay = new Overlay(folder, kustomization);
            foreach (var path in kustomization.Resources.Select(r => Resolve(folder, r)).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                if (!takenInBy.TryGetValue(path, out var overlays))
                {
                    takenInBy[path] = overlays = [];
                }

                overlays.Add(overlay);
            }
        }
    }

    public bool Cover(string file, string image) => IsCovered(file, image, MaxDepth);

    private bool IsCovered(string path, string image, int depth) =>
        depth > 0 && takenInBy.TryGetValue(path, out var overlays) && overlays.TrueForAll(overlay =>
        {
            var change = overlay.Kustomization.Images.FirstOrDefault(i => i.Name == image);
            return change is { HasVersion: true } || IsCovered(overlay.Folder, change?.NewName ?? image, depth - 1);
        });

    /// <summary>The path from the root, or null for what lies outside or is no path.</summary>
    private static string? Resolve(string folder, string resource)
    {
        var segments = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var segment in resource.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments is [])
            {
                return null;
            }

            if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }

    private sealed record Overlay(string Folder, Kustomization Kustomization);
}
