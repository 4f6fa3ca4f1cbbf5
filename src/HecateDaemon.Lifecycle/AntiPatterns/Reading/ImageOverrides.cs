namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Which images of which files get their version from a Kustomization. A file is innocent of an image only if every
/// way up from it, through whoever takes it in, comes past a version for that image.
/// </summary>
internal sealed class ImageOverrides
{
    private const int MaxDepth = 32;

    private readonly Dictionary<string, List<Overlay>> takenInBy = new(StringComparer.Ordinal);

    public ImageOverrides(IEnumerable<LintedFile> files)
    {
        foreach (var (file, kustomization) in files.Where(f => f.Kustomization is not null).Select(f => (f, f.Kustomization!)))
        {
            var folder = file.Path.LastIndexOf('/') is >= 0 and var slash ? file.Path[..slash] : "";
            var patched = file.Images.Where(i => i is { Object.Name: not null, Container: not null, Kind: not (TagKind.Missing or TagKind.Empty) });
            var overlay = new Overlay(folder, kustomization, [.. patched]);

            // Its own patches come before its own images.
            takenInBy[file.Path] = [overlay];
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

    public bool Cover(string file, ImageUse use) => IsCovered(file, use, use.Name, MaxDepth);

    private bool IsCovered(string path, ImageUse use, string image, int depth) =>
        depth > 0 && takenInBy.TryGetValue(path, out var overlays) && overlays.TrueForAll(overlay =>
        {
            var change = overlay.Kustomization.Images.FirstOrDefault(i => i.Name == image);
            return change is { HasVersion: true } || overlay.Patches(use) || IsCovered(overlay.Folder, use, change?.NewName ?? image, depth - 1);
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

    private sealed record Overlay(string Folder, Kustomization Kustomization, IReadOnlyList<ImageUse> Patched)
    {
        /// <summary>True if a patch gives that very container an image with a version; then it is the patch that is judged.</summary>
        public bool Patches(ImageUse use) => Patched.Any(p =>
            !ReferenceEquals(p, use) && p.Container == use.Container && p.Object!.Kind == use.Object?.Kind && p.Object.Name == use.Object.Name);
    }
}
