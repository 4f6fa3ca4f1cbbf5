using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// A second one of a workload behind it in the same file, with a version of its own. Where a kustomization gives the workload its
/// version, the copy has its image under another name, which an entry of its own makes the same image again.
/// </summary>
internal static class WorkloadCopy
{
    public static ManifestSet PutCopy(this ManifestSet now, ManifestDocument main, string suffix, ImageName image, Func<ManifestDocument, string?> change)
    {
        return now.Kustomized(image).Where(k => k.Workloads.Contains(main.Workload)).ToList() switch
        {
            [] => now.With(main, DocumentCopy.Behind(main, change), "a copy"),
            [{ Entry.Name: var name, Kustomization: var kustomization }] => now
                .With(main, DocumentCopy.Behind(main, copy => copy.Then(change, d => Renamed(d, name, suffix))), "a copy")
                .Edit(kustomization, "images", d => ImagesEntries.AddLike(d, name, name + suffix)),
            [var one, var other, ..] => now.Fail(
                $"{one.Place.File}:{one.Place.Line} and {other.Place.File}:{other.Place.Line} both give {main.Called} its version, so that a copy cannot have another one"),
        };
    }

    /// <summary>Leaves no byte of it behind.</summary>
    public static ManifestSet RemoveCopy(this ManifestSet now, ManifestDocument copy, ImageName image) => now
        .Kustomized(image).Where(k => k.Workloads is [var only] && only == copy.Workload)
        .Aggregate(now, (set, k) => set.Edit(k.Kustomization, "images", d => ImagesEntries.Remove(d, k.Entry.Name)))
        .With(copy, DocumentCopy.Without(copy), "the end");

    private static string? Renamed(ManifestDocument document, string name, string suffix)
    {
        var text = document.Text;
        foreach (var image in document.Images().Where(i => ImageText.Cut(i.Value).Name == name).OrderByDescending(i => i.Start))
        {
            var start = document.Start + image.Start;
            var end = start + (text[start] is '"' or '\'' ? 1 : 0) + name.Length;
            text = text[..end].EndsWith(name, StringComparison.Ordinal) ? text.Insert(end, suffix) : document.Text;
        }

        return text == document.Text ? null : text;
    }
}
