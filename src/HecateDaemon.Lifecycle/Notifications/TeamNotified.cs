using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>Entry item "Team notified": every receiver of the environment has taken the notice. A person's word is as good.</summary>
internal sealed class TeamNotified(ShippingCatalogue catalogue, Deliveries deliveries) : IProveEntryItem
{
    public string Item => EntryChecklist.TeamNotified;

    public async Task<Proof> ProveAsync(Deployment deployment, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(deployment);
        if (environment.Notifications is [])
        {
            return Proof.CannotTell($"{environment.Name} has no receiver that could be notified: tell them, and attest it");
        }

        var known = await deliveries.LoadAsync(deployment.Id, ct);
        var told = environment.Notifications.Select(r => (r.Name, Last: known.GetValueOrDefault(r.Name))).ToList();
        return told.TrueForAll(t => t.Last is NotificationDelivered)
            ? Proof.Satisfied(string.Join("; ", told.Select(t => ((NotificationDelivered)t.Last!).Evidence)))
            : Proof.CannotTell(string.Join("; ", told.Where(t => t.Last is not NotificationDelivered).Select(t => t.Last switch
            {
                NotificationFailed { GaveUp: false } failed => $"{t.Name} could not be told yet and is tried again: {failed.Reason}",
                NotificationFailed failed => $"{t.Name} could not be told: {failed.Reason}",
                _ => $"{t.Name} is being told",
            })));
    }
}
