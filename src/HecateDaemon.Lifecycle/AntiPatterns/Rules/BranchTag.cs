namespace HecateDaemon.Lifecycle.AntiPatterns;

internal sealed class BranchTag : IShowInFiles, IShowInClusters
{
    public string Code => "branch_tag";

    public Severity Severity => Severity.Error;

    public string Name => "image: app:main";

    public string Problem => "Same tag, different content over time";

    public string Instead => "Immutable version tags";

    public IEnumerable<Finding> In(LintedFile file) =>
        from image in file.Images
        let seen = Seen(image)
        where seen is not null
        select Weighed(file.Found(this, image, seen), image);

    public IEnumerable<Finding> In(ClusterLook cluster) =>
        from container in cluster.Containers
        let seen = Seen(container.Image)
        where seen is not null
        select Weighed(container.Found(this, seen), container.Image);

    private static string? Seen(ImageAsked image) =>
        image.Is(TagKind.Branch) ? $"'{image.Written}' follows a branch or channel"
        : image.Is(TagKind.Flavour) ? $"'{image.Written}' names a flavour and no version"
        : null;

    private static Finding Weighed(Finding found, ImageAsked image) =>
        image.Is(TagKind.Flavour) ? found with { Severity = Severity.Warning } : found;
}
