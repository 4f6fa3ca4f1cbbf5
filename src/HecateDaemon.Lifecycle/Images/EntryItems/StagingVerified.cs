using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>
/// Entry item "STAGING verified (if applicable)": what the registry has under this version now was concluded, by its digest,
/// in the environment before this one.
/// </summary>
internal sealed class StagingVerified(
    ShippingCatalogue catalogue, SlotDesk slots, DeploymentStreams deployments, ReleaseImage images) : IProveEntryItem
{
    public string Item => EntryChecklist.StagingVerified;

    public async Task<Proof> ProveAsync(Deployment deployment, CancellationToken ct)
    {
        if (catalogue.EnvironmentOf(deployment).Predecessor is not { } predecessor)
        {
            return Proof.Satisfied($"not applicable: no environment comes before {deployment.Environment}");
        }

        var seen = await slots.LookAsync(predecessor, deployment.DivisionId, ct);
        var shipped = seen.Shipped.GetValueOrDefault(deployment.DivisionId)?.FindLast(s => s.Version == deployment.Version);
        return shipped is null
            ? Proof.Unsatisfied($"{deployment.Version} was never concluded in {predecessor}: ship it there first")
            : await CompareAsync(deployment, shipped, predecessor, ct);
    }

    private async Task<Proof> CompareAsync(Deployment deployment, SlotReleased shipped, EnvironmentName predecessor, CancellationToken ct)
    {
        var verified = (await deployments.LoadAsync(shipped.DeploymentId, ct)).State.Image!.Digest;
        var image = catalogue.DivisionOf(deployment).Image;
        var found = await images.FindAsync(image, deployment.Version, ct);
        return found switch
        {
            [] => Proof.Unsatisfied($"{deployment.Version} was concluded in {predecessor} as {verified}, but {image} no longer has it"),
            _ when found.All(f => f.Image.Digest == verified) =>
                Proof.Satisfied($"{deployment.Version} was concluded in {predecessor} by {shipped.DeploymentId}, as {verified}"),
            _ => Proof.Unsatisfied(
                $"{deployment.Version} was concluded in {predecessor} as {verified}, but {image} now has " +
                string.Join(" and ", found.Select(f => $"{f.Image.Digest} as {f.Tag}"))),
        };
    }
}
