using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Entry item "STAGING verified (if applicable)": the version was concluded in the environment before this one.</summary>
internal sealed class StagingVerified(ShippingCatalogue catalogue, SlotDesk slots) : IProveEntryItem
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
        return shipped is not null
            ? Proof.Satisfied($"{deployment.Version} was concluded in {predecessor} by {shipped.DeploymentId}")
            : Proof.Unsatisfied($"{deployment.Version} was never concluded in {predecessor}");
    }
}
