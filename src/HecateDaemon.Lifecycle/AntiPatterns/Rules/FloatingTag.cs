namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A note only: some publish two numbers and never more, and no text tells who.</summary>
internal sealed class FloatingTag : IShowInFiles, IShowInClusters
{
    public string Code => "floating_tag";

    public Severity Severity => Severity.Note;

    public string Name => "image: app:1.2";

    public string Problem => "Same tag, different content over time, wherever patch releases come under it too";

    public string Instead => "Immutable version tags, with all their numbers: app:v0.7.3";

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
        image.Is(TagKind.Floating) ? $"'{image.Written}' may stand for several releases"
        : image.Is(TagKind.Nameless) ? $"'{image.Written}' has no number in its tag"
        : null;
}
