namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Which images of which files get their version from a Kustomization, of kustomize or of Flux. A file is innocent of an image
/// only if every way up from it, through whoever takes it in, comes past a version for that image.
/// </summary>
internal sealed class ImageOverrides
{
    private const int MaxDepth = 32;

    private readonly FluxKustomizations flux;
    private readonly HashSet<string> kustomized = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Overlay>> takenInBy = new(StringComparer.Ordinal);

    public ImageOverrides(IEnumerable<LintedFile> files, FluxKustomizations flux)
    {
        this.flux = flux;
        foreach (var (file, kustomization) in files.Where(f => f.Kustomization is not null).Select(f => (f, f.Kustomization!)))
        {
            var folder = TreePath.FolderOf(file.Path);
            var patched = file.Images.Where(i => i is { Object.Name: not null, Container: not null, Kind: not (TagKind.Missing or TagKind.Empty) });
            var overlay = new Overlay(folder, kustomization, [.. patched]);
            kustomized.Add(folder);

            // Its own patches come before its own images.
            takenInBy[file.Path] = [overlay];
            foreach (var path in kustomization.Resources.Select(r => TreePath.Resolve(folder, r)).OfType<string>().Distinct(StringComparer.Ordinal))
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
        depth > 0 && WaysUp(path, use) is [_, ..] overlays && overlays.TrueForAll(overlay =>
        {
            var change = overlay.Kustomization.Images.FirstOrDefault(i => i.Name == image);
            return change is { HasVersion: true } || overlay.Patches(use) ||
                overlay.Folder is { } folder && IsCovered(folder, use, change?.NewName ?? image, depth - 1);
        });

    private List<Overlay> WaysUp(string path, ImageUse use)
    {
        var overlays = takenInBy.GetValueOrDefault(path) ?? [];

        // Where a version stands already, what Flux makes of it is not worth the search.
        if (use.Kind is TagKind.Exact or TagKind.Floating or TagKind.DateOrCommit)
        {
            return overlays;
        }

        List<Overlay> ways = kustomized.Contains(path) ? [.. overlays, .. ByFlux(path)] : overlays;
        return ways is [] ? Generated(path) : ways;
    }

    /// <summary>Below its path, and down to folders that have a Kustomization, Flux takes in whatever there is.</summary>
    private List<Overlay> Generated(string path)
    {
        for (var folder = path; folder is not "";)
        {
            folder = TreePath.FolderOf(folder);
            if (ByFlux(folder) is [_, ..] overlays)
            {
                return kustomized.Contains(folder) ? [] : overlays;
            }

            if (kustomized.Contains(folder))
            {
                return [];
            }
        }

        return [];
    }

    private List<Overlay> ByFlux(string folder) => [.. flux.At(folder).Select(k => new Overlay(Folder: null, k, []))];

    /// <summary>The folder is null for what nobody takes in any further.</summary>
    private sealed record Overlay(string? Folder, Kustomization Kustomization, IReadOnlyList<ImageUse> Patched)
    {
        /// <summary>True if a patch gives that very container an image with a version; then it is the patch that is judged.</summary>
        public bool Patches(ImageUse use) => Patched.Any(p =>
            !ReferenceEquals(p, use) && p.Container == use.Container && p.Object!.Kind == use.Object?.Kind && p.Object.Name == use.Object.Name);
    }
}
