namespace HecateDaemon.Lifecycle.AntiPatterns;

internal sealed class LatestTag : IShowInFiles, IShowInClusters
{
    public string Code => "latest_tag";

    public Severity Severity => Severity.Error;

    public string Name => "image: app:latest";

    public string Problem => "No traceability, unpredictable pulls";

    public string Instead => "Explicit version tags: app:v0.7.3";

    public IEnumerable<Finding> In(LintedFile file) =>
        from image in file.Images
        let seen = Seen(image)
        where seen is not null
        select file.Found(this, image, seen);

    public IEnumerable<Finding> In(ClusterLook cluster) =>
        from container in cluster.Containers
        let seen = Seen(container.Image)
        where seen is not null
        select container.Found(this, seen);

    private static string? Seen(ImageAsked image) =>
        image.Is(TagKind.Latest) ? $"'{image.Written}' is whatever was pushed last"
        : image.Is(TagKind.Missing) ? $"'{image.Name}' has no tag, which means latest"
        : image.Is(TagKind.Empty) ? $"'{image.Name}:' has an empty tag, which no registry knows"
        : null;
}
