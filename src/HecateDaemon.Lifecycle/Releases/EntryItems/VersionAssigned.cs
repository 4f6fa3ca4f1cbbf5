using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Entry item "Version number assigned (semver)": the version is one, and the code repository has its tag.</summary>
internal sealed class VersionAssigned(ShippingCatalogue catalogue, IReadCodeRepository code) : IProveEntryItem
{
    public string Item => EntryChecklist.VersionAssigned;

    public async Task<Proof> ProveAsync(Deployment deployment, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(deployment);
        var tag = ReleaseTag.Of(division, deployment.Version);
        return await code.FindTagAsync(division.CodeRepository, tag, ct) is { } commit
            ? Proof.Satisfied($"tag {tag} is commit {commit} in {division.CodeRepository}")
            : Proof.Unsatisfied($"there is no tag {tag} in {division.CodeRepository}");
    }
}
