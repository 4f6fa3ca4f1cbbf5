namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What is kept of all files for the rules that need several: little, however many there are.</summary>
internal sealed class TreeFacts(IReadOnlyList<string> paths)
{
    private static readonly string[] Aside =
        ["test", "tests", "testdata", "example", "examples", "sample", "samples", "docs", "doc", "fixtures", "e2e", "templates", "charts",
         "chart", "vendor", "node_modules", "config", "hack", "demo"];

    /// <summary>All files, also those that nobody reads.</summary>
    public IReadOnlyList<string> Paths => paths;

    public List<ShippedImage> Shipped { get; } = [];

    /// <summary>The first object that a cluster is to have.</summary>
    public FindingPlace.InFile? Deployable { get; private set; }

    public void Add(FileFacts facts)
    {
        Shipped.AddRange(facts.Shipped);
        Deployable ??= facts.Deployable;
    }

    /// <summary>True below folders whose manifests are there to be tried or filled in.</summary>
    public static bool IsAside(string path) =>
        path.Split('/')[..^1].Any(folder => folder is ['.', ..] || Aside.Contains(folder, StringComparer.Ordinal));
}

/// <summary>What one file adds to <see cref="TreeFacts"/>.</summary>
internal sealed record FileFacts(IReadOnlyList<ShippedImage> Shipped, FindingPlace.InFile? Deployable)
{
    public static readonly FileFacts None = new([], null);

    /// <summary>What stands in a Kustomization itself is a patch, and ships nothing.</summary>
    public static FileFacts Of(LintedFile file, IReadOnlyList<DivisionSetting> divisions) => new(
        [.. file.Images.Select(i => ShippedImage.Of(i, file, divisions)).OfType<ShippedImage>()],
        TreeFacts.IsAside(file.Path) || file.Kustomization is not null ? null : file.Objects.Where(IsDeployable).Select(o => Place(o, file)).FirstOrDefault());

    private static FindingPlace.InFile Place(KubernetesObject found, LintedFile file) =>
        new(file.Path, found.Node.Line, found.Node.Column, file.LineText(found.Node.Line));

    private static bool IsDeployable(KubernetesObject found) => (found.Group, found.Kind) is
        ("apps", "Deployment" or "StatefulSet" or "DaemonSet") or
        ("kustomize.toolkit.fluxcd.io", "Kustomization") or
        ("helm.toolkit.fluxcd.io", "HelmRelease") or
        ("argoproj.io", "Application" or "ApplicationSet" or "Rollout");
}
