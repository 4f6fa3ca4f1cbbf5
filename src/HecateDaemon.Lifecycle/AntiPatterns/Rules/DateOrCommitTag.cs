namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Off unless settings ask for it: such a tag may well be immutable and be traced to its commit.</summary>
internal sealed class DateOrCommitTag : IShowInFiles, IShowInClusters
{
    public string Code => "date_or_commit_tag";

    public Severity Severity => Severity.Off;

    public string Name => "image: app:5f3c2a1";

    public string Problem => "A date, a commit or a build number tells no version: nobody sees what changed, or which release it is";

    public string Instead => "Explicit version tags: app:v0.7.3";

    public IEnumerable<Finding> In(LintedFile file) =>
        from image in file.Images
        where image.Is(TagKind.DateOrCommit)
        select file.Found(this, image, Seen(image));

    public IEnumerable<Finding> In(ClusterLook cluster) =>
        from container in cluster.Containers
        where container.Image.Is(TagKind.DateOrCommit)
        select container.Found(this, Seen(container.Image));

    private static string Seen(ImageAsked image) => $"'{image.Written}' names a date, a commit or a build";
}
