using System.Collections.Frozen;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Proves the entry checklist anew, by asking every prover that there is.</summary>
public sealed class EntryProofs(IEnumerable<IProveEntryItem> provers, IEnumerable<IProveEntryItems> several, ShippingCatalogue catalogue)
{
    private readonly FrozenDictionary<string, IProveEntryItem> byItem = provers.ToFrozenDictionary(p => p.Item, StringComparer.Ordinal);

    public async Task<IReadOnlyList<ChecklistItem>> ProveAsync(Deployment deployment, CancellationToken ct)
    {
        var proofs = new Dictionary<string, Proof>(StringComparer.Ordinal);
        if (deployment.RollbackOf is null)
        {
            foreach (var (item, prover) in byItem)
            {
                proofs[item] = await ProveOneAsync(prover, deployment, ct);
            }

            foreach (var prover in several)
            {
                foreach (var (item, proof) in await ProveSeveralAsync(prover, deployment, ct))
                {
                    proofs[item] = proof;
                }
            }
        }

        return EntryChecklist.Of(deployment, proofs, catalogue.ChecklistPolicyOf(deployment));
    }

    private static async Task<Proof> ProveOneAsync(IProveEntryItem prover, Deployment deployment, CancellationToken ct)
    {
        try
        {
            return await prover.ProveAsync(deployment, ct);
        }
        catch (OutsideWorldException e)
        {
            return Unseen(e);
        }
    }

    private static async Task<IReadOnlyDictionary<string, Proof>> ProveSeveralAsync(
        IProveEntryItems prover, Deployment deployment, CancellationToken ct)
    {
        try
        {
            return await prover.ProveAllAsync(deployment, ct);
        }
        catch (OutsideWorldException e)
        {
            return prover.Items.ToDictionary(i => i, _ => Unseen(e), StringComparer.Ordinal);
        }
    }

    private static Proof Unseen(OutsideWorldException why) => Proof.Unsatisfied($"could not be looked at: {why.Message}");
}
