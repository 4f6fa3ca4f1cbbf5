using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Deletes what the daemon applied and Git no longer has. What holds data or other objects stays, and so does what somebody
/// else has taken over or marked with <c>hecate.social/prune: disabled</c>.
/// </summary>
internal sealed class Pruning(ClusterApi cluster)
{
    private static readonly string[] Kept = ["Namespace", "CustomResourceDefinition", "PersistentVolume", "PersistentVolumeClaim"];

    /// <summary>What was done, one sentence each; in the reverse of the order in which it was applied.</summary>
    public async Task<IReadOnlyList<string>> PruneAsync(IEnumerable<InventoryEntry> gone, CancellationToken ct)
    {
        var told = new List<string>();
        foreach (var entry in gone.OrderByDescending(e => ApplyOrder.PlaceOf(e.Kind)))
        {
            if (Kept.Contains(entry.Kind, StringComparer.Ordinal))
            {
                told.Add($"{entry.Called} is not in Git any more and stays: its kind is never deleted");
            }
            else if (await FindOursAsync(entry, ct) is var (type, uid))
            {
                await cluster.DeleteAsync(type, entry.Namespace, entry.Name, uid, ct);
                told.Add($"deleted {entry.Called}, which is not in Git any more");
            }
        }

        return told;
    }

    private async Task<(ResourceType Type, string Uid)?> FindOursAsync(InventoryEntry entry, CancellationToken ct)
    {
        var type = await cluster.FindTypeAsync(entry.ApiVersion, entry.Kind, ct);
        var live = type is null ? null : await cluster.FindAsync(type, entry.Namespace, entry.Name, ct);
        var isOurs = live?.TextAt("metadata", "annotations", DirectReconciler.RevisionAnnotation) is not null &&
            live?.TextAt("metadata", "annotations", "hecate.social/prune") is not "disabled";
        return isOurs ? (type!, live!.Value.TextAt("metadata", "uid")!) : null;
    }
}
