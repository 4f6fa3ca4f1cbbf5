using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Effect: the release tag is looked up in the code repository, and the CHANGELOG at its commit.</summary>
internal sealed class OnDeploymentOpenedVerifyRelease(ShippingCatalogue catalogue, IReadCodeRepository code) : IEffect
{
    public string Name => "on_deployment_opened_verify_release";

    public Station After => Station.Opened;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(seen);
        var tag = ReleaseTag.Of(division, seen.Version);
        if (await code.FindTagAsync(division.CodeRepository, tag, ct) is not { } commit)
        {
            return Step.NeedPerson($"tag {tag} in {division.CodeRepository}: tag the release and push the tag");
        }

        var changelog = await code.ReadFileAsync(division.CodeRepository, commit, Changelog.FileName, ct);
        var entry = changelog is null ? null : Changelog.FindEntry(changelog, seen.Version);
        return new Step.Reached(new ReleaseVerified
        {
            Repository = division.CodeRepository,
            Tag = tag,
            Commit = commit,
            Changelog = entry is { } found
                ? $"{Changelog.FileName}:{found.Line}: {found.Heading}"
                : $"{Changelog.FileName} at {tag} has no entry for {seen.Version}",
        });
    }
}
