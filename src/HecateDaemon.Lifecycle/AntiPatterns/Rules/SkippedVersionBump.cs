using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>One version that stands for several states of the software, or a release whose files state another version.</summary>
internal sealed class SkippedVersionBump : IShowInHistory
{
    public string Code => "skipped_version_bump";

    public Severity Severity => Severity.Error;

    public string Name => "Skipping the version bump";

    public string Problem => "Cannot tell what is deployed";

    public string Instead => "Always bump, always tag";

    public HistorySources Sources => HistorySources.CodeRepository;

    public IEnumerable<Finding> In(ReleaseHistory release) =>
        new[] { OtherImage(release), OtherCommit(release), ShippedAgain(release), OtherFiles(release) }.OfType<Finding>();

    private Finding? OtherImage(ReleaseHistory release) =>
        release.SameVersion.FirstOrDefault(d => d.Image is { } i && release.Deployment.Image is { } own && i.Digest != own.Digest) is { } other
            ? Found(release, "image", $"{release.Live.Version} was shipped as {release.Deployment.Image!.Digest}, and by {other.Id} to {other.Environment} as {other.Image!.Digest}")
            : null;

    private Finding? OtherCommit(ReleaseHistory release) => release switch
    {
        { Deployment.Release: not { } } => null,
        { Code: { Report: { } report } } when report.Commit != release.Deployment.Release.Commit =>
            Found(release, "commit", $"the tag named commit {release.Deployment.Release.Commit} when it was shipped, and names {report.Commit} now"),
        _ when release.SameVersion.FirstOrDefault(d => d.Release is { } r && r.Commit != release.Deployment.Release.Commit) is { } other =>
            Found(release, "commit", $"{release.Live.Version} was commit {release.Deployment.Release.Commit}, and {other.Release!.Commit} when {other.Id} shipped it to {other.Environment}"),
        _ => null,
    };

    /// <summary>A way back ships a version again, and rightly.</summary>
    private Finding? ShippedAgain(ReleaseHistory release) =>
        release is { Live.RollbackOf: null, Code.CommitsBeyond: > 0 and var beyond } &&
        release.SameVersion.Any(d => IsBefore(d, release.Deployment) && d.Environment == release.Live.Environment)
            ? Found(release, "again", $"{release.Live.Version} was shipped once more, though {beyond} commits came after its tag: they are in no version") with { Severity = Severity.Warning }
            : null;

    private Finding? OtherFiles(ReleaseHistory release) =>
        release.Code?.Report?.Findings.FirstOrDefault(f => f is { Item: VersionFilesRule.Item, Verdict: Verdict.Unsatisfied }) is { } wrong
            ? Found(release, "files", $"{wrong.Evidence} at {release.ReleaseTagName}") with { Severity = Severity.Warning }
            : null;

    private Finding Found(ReleaseHistory release, string facet, string seen) =>
        release.Found(this, release.InRelease, seen) with { Facet = facet };

    private static bool IsBefore(Deployment other, Deployment own) => other.InitiatedAt < own.InitiatedAt;
}
