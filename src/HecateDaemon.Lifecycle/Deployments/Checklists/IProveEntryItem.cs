namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Looks whether an item of the entry checklist is so. An item without a prover is for a person to attest.</summary>
public interface IProveEntryItem
{
    /// <summary>The item's code, as in <see cref="EntryChecklist"/>.</summary>
    string Item { get; }

    Task<Proof> ProveAsync(Deployment deployment, CancellationToken ct);
}
