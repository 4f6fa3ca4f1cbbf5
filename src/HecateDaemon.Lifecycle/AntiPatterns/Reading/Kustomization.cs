using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What a Kustomization takes in, and what it does to images.</summary>
internal sealed record Kustomization(IReadOnlyList<string> Resources, IReadOnlyList<Kustomization.Image> Images)
{
    private static readonly string[] TakingIn = ["resources", "bases", "components"];

    public static bool IsNameOfOne(string file) => file is "kustomization.yaml" or "kustomization.yml" or "Kustomization";

    public static Kustomization Of(SourceNode.Mapping root) => new(
        [
            .. TakingIn
                .SelectMany(key => Items(root, key))
                .OfType<SourceNode.Scalar>()
                .Select(s => s.Value),
        ],
        [.. Items(root, "images").OfType<SourceNode.Mapping>().Select(Image.Of).OfType<Image>()]);

    private static IEnumerable<SourceNode?> Items(SourceNode.Mapping root, string key) =>
        root.Seen(key)?.Meant is SourceNode.Sequence list ? list.Items.Select(i => i.Meant) : [];

    /// <summary>An image by the name that manifests have, the name that it gets, and whether it gets a version too.</summary>
    internal sealed record Image(string Name, string NewName, bool HasVersion)
    {
        public static Image? Of(SourceNode.Mapping item) => Text(item, "name") is { } name
            ? new(name, Text(item, "newName") ?? name, (Text(item, "newTag") ?? Text(item, "digest")) is not null)
            : null;

        private static string? Text(SourceNode.Mapping item, string key) =>
            (item.SeenText(key)?.Meant as SourceNode.Scalar)?.Value;
    }
}
