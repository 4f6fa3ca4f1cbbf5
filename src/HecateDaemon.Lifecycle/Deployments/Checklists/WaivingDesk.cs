using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Waives an item for a person, as far as the environment lets that person.</summary>
public sealed class WaivingDesk(DeploymentDesk desk, DeploymentStreams streams, ShippingCatalogue catalogue)
{
    public async Task<Accepted> WaiveAsync(DeploymentId id, string item, string reason, IReadOnlyList<uint> groups, Issued issued, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        var policy = catalogue.ChecklistPolicyOf(loaded.State);
        return await desk.AcceptAsync(new WaiveItem(id, issued, item, reason) { Policy = policy, Groups = groups }, ct);
    }
}
