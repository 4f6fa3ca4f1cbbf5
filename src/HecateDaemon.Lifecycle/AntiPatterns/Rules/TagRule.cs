namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An anti-pattern that an image's tag shows, wherever something asks for the image.</summary>
internal abstract class TagRule : IShowInFiles, IShowInClusters
{
    public abstract string Code { get; }

    public abstract Severity Severity { get; }

    public abstract string Name { get; }

    public abstract string Problem { get; }

    public abstract string Instead { get; }

    public IEnumerable<Finding> In(LintedFile file) =>
        from image in file.Images
        let seen = Seen(image)
        where seen is not null
        select file.Found(this, image, seen) with { Severity = SeverityOf(image) };

    public IEnumerable<Finding> In(ClusterLook cluster) =>
        from container in cluster.Containers
        let seen = Seen(container.Image)
        where seen is not null
        select container.Found(this, seen) with { Severity = SeverityOf(container.Image) };

    /// <summary>What is wrong with the tag; null if it is innocent of this.</summary>
    protected abstract string? Seen(ImageAsked image);

    protected virtual Severity SeverityOf(ImageAsked image) => Severity;
}
