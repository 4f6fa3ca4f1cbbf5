using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// The Kustomizations of Flux in a tree, by the folder that each takes in. Any file may hold one, so all are searched, but only
/// when a verdict first hangs on it.
/// </summary>
internal sealed class FluxKustomizations(Func<IEnumerable<LintedFile>> files)
{
    public const string Group = "kustomize.toolkit.fluxcd.io";

    private static readonly IReadOnlyList<Kustomization> None = [];

    private readonly Lazy<Dictionary<string, List<Kustomization>>> byFolder = new(() => Find(files()));

    /// <summary>True for a file that may hold one.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> content) => content.IndexOf("kustomize.toolkit.fluxcd.io"u8) >= 0;

    public IReadOnlyList<Kustomization> At(string folder) => byFolder.Value.GetValueOrDefault(folder) ?? None;

    private static Dictionary<string, List<Kustomization>> Find(IEnumerable<LintedFile> files)
    {
        var found = new Dictionary<string, List<Kustomization>>(StringComparer.Ordinal);
        foreach (var spec in files.SelectMany(f => f.Objects).Where(o => o is { Group: Group, Kind: "Kustomization" }).Select(o => o.Spec).OfType<SourceNode.Mapping>())
        {
            if (TreePath.Resolve("", spec.TextOf("path") ?? "") is { } folder)
            {
                if (!found.TryGetValue(folder, out var there))
                {
                    found[folder] = there = [];
                }

                there.Add(Kustomization.Of(spec));
            }
        }

        return found;
    }
}
