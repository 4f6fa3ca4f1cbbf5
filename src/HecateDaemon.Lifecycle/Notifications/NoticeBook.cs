using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>Which notices are still to be sent, as the log says: one for each receiver of a deployment that was initiated.</summary>
public sealed class NoticeBook(ShippingCatalogue catalogue) : IProjection
{
    private volatile ConcurrentDictionary<(DeploymentId, string), PendingNotice> pending = new();

    public IReadOnlyList<PendingNotice> Pending => [.. pending.Values.OrderBy(n => n.Stored.Position)];

    public void Apply(StoredEvent stored, object happened)
    {
        if (happened is DeploymentInitiated initiated && catalogue.Environments.TryGetValue(initiated.Environment, out var environment))
        {
            foreach (var receiver in environment.Notifications)
            {
                pending[(initiated.DeploymentId, receiver.Name)] = new(stored, initiated, receiver);
            }
        }
        else if (happened is NotificationDelivered or NotificationFailed { GaveUp: true })
        {
            var over = (NotificationEvent)happened;
            pending.TryRemove((over.DeploymentId, over.Receiver), out _);
        }
        else if (happened is DeploymentConcluded concluded)
        {
            foreach (var notice in Pending.Where(n => n.Happened.DeploymentId == concluded.DeploymentId))
            {
                pending.TryRemove((concluded.DeploymentId, notice.Receiver.Name), out _);
            }
        }
    }

    public IProjection Anew() => new NoticeBook(catalogue);

    public void Become(IProjection rebuilt) => pending = ((NoticeBook)rebuilt).pending;
}

/// <summary>A notice that its receiver has not taken yet.</summary>
public sealed record PendingNotice(StoredEvent Stored, DeploymentInitiated Happened, NotificationReceiver Receiver);
