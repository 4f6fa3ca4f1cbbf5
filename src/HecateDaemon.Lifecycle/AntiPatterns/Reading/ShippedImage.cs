using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A version that a workload asks for, and the division that it seems to be of.</summary>
internal sealed record ShippedImage(DivisionKey Division, string Workload, string Version, FindingPlace.InFile Place)
{
    private static readonly string[] Labels = ["app.kubernetes.io/part-of", "app.kubernetes.io/instance", "app.kubernetes.io/name"];

    public static ShippedImage? Of(ImageUse image, LintedFile file, IReadOnlyList<DivisionSetting> divisions) =>
        divisions is [] ? ByLabels(image, file)
        : image is { Kind: TagKind.Exact, Tag: { } tag } && ImageName.TryParse(image.Name, out var name) && divisions.FirstOrDefault(d => d.Has(file.Path, name)) is { } division
            ? new(new(division.Path, "", division.Name, image.Name), image.Object?.ToString() ?? $"{file.Path}:{image.Line}", tag, PlaceOf(image, file))
            : null;

    private static ShippedImage? ByLabels(ImageUse image, LintedFile file)
    {
        if (image is not { Home: ImageHome.Container, Kind: TagKind.Exact, Tag: { } tag, Object: { Name: { } name } workload } ||
            workload.Kind is not ("Deployment" or "StatefulSet" or "DaemonSet" or "CronJob") ||
            DivisionOf(workload, name, image.Name) is not { } division)
        {
            return null;
        }

        var folder = file.Path[..(file.Path.LastIndexOf('/') + 1)];
        return new(
            new(folder, workload.Namespace ?? "", division, image.Name), workload.ToString(), tag, PlaceOf(image, file));
    }

    private static FindingPlace.InFile PlaceOf(ImageUse image, LintedFile file) =>
        new(file.Path, image.Line, image.Column, file.LineText(image.Line));

    /// <summary>Official images are nobody's division, and every namespace may have several of them.</summary>
    private static string? DivisionOf(KubernetesObject workload, string name, string image)
    {
        if (!ImageName.TryParse(image, out var parsed) ||
            parsed is { Registry: "docker.io" } && parsed.Repository.StartsWith("library/", StringComparison.Ordinal))
        {
            return null;
        }

        var labels = workload.Metadata?.Seen("labels")?.Meant as SourceNode.Mapping;
        var segment = parsed.Repository[(parsed.Repository.LastIndexOf('/') + 1)..];
        return Labels.Select(l => labels?.TextOf(l)).FirstOrDefault(l => l is not null) ??
            (name.Contains(segment, StringComparison.Ordinal) ? segment : null);
    }
}

/// <summary>What must be alike for two workloads to be of one division.</summary>
internal sealed record DivisionKey(string Folder, string Namespace, string Name, string Image);
