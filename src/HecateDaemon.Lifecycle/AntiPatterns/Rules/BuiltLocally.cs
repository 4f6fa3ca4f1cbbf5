using System.Globalization;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Images;

namespace HecateDaemon.Lifecycle.AntiPatterns;

internal sealed class BuiltLocally : IShowInFiles, IShowInClusters, IShowInHistory
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    public string Code => "built_locally";

    public Severity Severity => Severity.Error;

    public string Name => "Building images locally";

    public string Problem => "Unreproducible, no audit trail";

    public string Instead => "Let CI build from the git tag";

    public HistorySources Sources => HistorySources.Registry | HistorySources.CodeRepository;

    public IEnumerable<Finding> In(LintedFile file) =>
    [
        .. from build in file.Builds
           select file.Found(this, build.Line, build.Column, build.What),
        .. from image in file.Images
           let seen = Seen(image)
           where seen is not null
           select file.Found(this, image, seen),
        .. from pull in file.Pulls
           let seen = Seen(pull)
           where seen is not null
           select file.Found(this, pull.Line, pull.Column, seen) with { Severity = Severity.Warning },
    ];

    public IEnumerable<Finding> In(ClusterLook cluster) =>
        from container in cluster.Containers
        let seen = Seen(container.Image) ?? Running(container)
        where seen is not null
        select container.Found(this, seen);

    /// <summary>Labels and times are claims, and many good images make none: warnings.</summary>
    public IEnumerable<Finding> In(ReleaseHistory release)
    {
        if (release is not { Registry.Image: { } image, Deployment: { Image: { } shipped, Release: { } tagged } })
        {
            yield break;
        }

        var place = new FindingPlace.InRegistry(shipped.Image, shipped.Tag);
        var origin = OriginRule.Judge(image, tagged.Commit, release.Live.Version, release.Division.CodeRepository);
        if (origin.Verdict is FindingVerdict.Doubtful && release.Environment.Image.Origin is not Demand.Off)
        {
            yield return release.Found(this, place, origin.Detail) with { Facet = "origin", Severity = Severity.Warning };
        }

        if (release.Code?.CommittedAt is { } committed && BuiltAt(image) is { } built && built + ClocksDiffer < committed)
        {
            var seen = $"it says that it was built at {Text(built)}, and its tag's commit was made at {Text(committed)}";
            yield return release.Found(this, place, seen) with { Facet = "age", Severity = Severity.Warning };
        }
    }

    /// <summary>Builds that can be repeated give a time of long ago, or that of their commit.</summary>
    private static DateTimeOffset? BuiltAt(FoundImage image) =>
        image.Platforms.Max(p => p.Origin.BuiltAt) is { Year: >= 2000 } at ? at : null;

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// What came from a registry has its digest, behind '@'. Before the runtime has started it, there is nothing to tell by.
    /// </summary>
    private static string? Running(SeenContainer container)
    {
        var running = container.Workload.Pods.SelectMany(p => p.Containers)
            .FirstOrDefault(c => c.Name == container.Name && c.ImageId is not "" && !c.ImageId.Contains("@sha256:", StringComparison.Ordinal));
        return running is null ? null
            : $"'{running.Image}' runs as {running.ImageId}, which is no registry's digest: it was built or loaded on its node";
    }

    private static string? Seen(ImageAsked image) =>
        image.Name.StartsWith("localhost/", StringComparison.Ordinal) || image.Name.StartsWith("localhost:", StringComparison.Ordinal)
            ? $"'{image.Written}' comes from the machine that runs it"
        : image.Is(TagKind.Local) ? $"'{image.Written}' is what developers call their own builds"
        : null;

    private static string? Seen(PullUse pull) => pull switch
    {
        { Value: "Never" or "never" } => $"{pull.Key} is {pull.Value}: what runs is what somebody loaded into the machine",
        { Key: "pull_policy", Value: "build" } => "pull_policy is build: the image is built where it runs",
        _ => null,
    };
}
