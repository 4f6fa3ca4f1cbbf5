namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// A policy that stands there. That <c>latest</c> implies it is said once, by <see cref="LatestTag"/>. Behind a digest it
/// costs a request and hides nothing.
/// </summary>
internal sealed class AlwaysPulled : IShowInFiles, IShowInClusters
{
    public string Code => "always_pulled";

    public Severity Severity => Severity.Warning;

    public string Name => "imagePullPolicy: Always";

    public string Problem => "Hides what version is actually running";

    public string Instead => "Use specific tags, pull only on change";

    public IEnumerable<Finding> In(LintedFile file) =>
        from pull in file.Pulls
        where pull.Value.Equals(pull.Key == "AutoUpdate" ? "registry" : "always", StringComparison.OrdinalIgnoreCase)
        let found = file.Found(this, pull.Line, pull.Column, pull.Owner is "" ? Seen(pull) : $"{Seen(pull)} ({pull.Owner})")
        select pull.IsPinned ? found with { Severity = Severity.Note } : found;

    public IEnumerable<Finding> In(ClusterLook cluster) =>
        from container in cluster.Containers
        where container.PullPolicy is "Always" && container.Image is not { IsPinned: false, Kind: TagKind.Latest or TagKind.Missing }
        let found = container.Found(this, Seen(container.Image)) with { Version = null }
        select container.Image.IsPinned ? found with { Severity = Severity.Note } : found;

    private static string Seen(PullUse pull) => pull switch
    {
        { IsPinned: true } => $"{pull.Key} is {pull.Value}, which does nothing for an image pinned by digest",
        { Key: "AutoUpdate" } => "podman auto-update puts another image under the same tag, and no commit tells",
        _ => $"{pull.Key} is {pull.Value}: each start may run another image under the same tag",
    };

    private static string Seen(ImageAsked image) => image.IsPinned
        ? $"'{image.Written}' is always pulled, which does nothing for an image pinned by digest"
        : $"'{image.Written}' is always pulled: each start may run another image under the same tag";
}
