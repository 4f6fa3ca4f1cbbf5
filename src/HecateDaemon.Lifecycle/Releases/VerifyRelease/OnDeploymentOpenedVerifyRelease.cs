using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Effect: the release is checked in the code repository, as <c>hecate-daemon release check</c> does it.</summary>
internal sealed class OnDeploymentOpenedVerifyRelease(ShippingCatalogue catalogue, ReleaseChecks releases) : IEffect
{
    public string Name => "on_deployment_opened_verify_release";

    public Station After => Station.Opened;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(seen);
        return await releases.CheckAsync(division, seen.Version, ct) is { } report
            ? new Step.Reached(new ReleaseVerified
            {
                Repository = division.CodeRepository,
                Tag = report.Tag,
                Commit = report.Commit,
                Changelog = report.Of(ChangelogRule.Item).Evidence,
            })
            : Step.NeedPerson($"tag {ReleaseTag.Of(division, seen.Version)} in {division.CodeRepository}: tag the release and push the tag");
    }
}
