using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>A version whose tag names something else than it did is not opened: nobody knows what would be shipped.</summary>
internal sealed class RefuseMutatedTag(ShippingCatalogue catalogue, TagWatch watch, ImageLedger ledger, TimeProvider clock) : IRefuseOpening
{
    private const string Name = "refuse_mutated_tag";

    /// <summary>Somebody waits for the answer, and the road looks again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<Refusal?> RefuseAsync(Deployment pending, CancellationToken ct)
    {
        var image = catalogue.DivisionOf(pending).Image;
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        foreach (var tag in TagSpellings.Of(pending.Version))
        {
            if ((await LookAsync(pending, image, tag, either.Token, ct)).Mutation is { } mutation)
            {
                return Refusal.Because("image_tag_mutated", TagWatch.Tell(mutation));
            }
        }

        return null;
    }

    /// <summary>A registry that cannot be asked is the checklist's to tell; what is known counts all the same.</summary>
    private async Task<TagRecord> LookAsync(
        Deployment pending, ImageName image, string tag, CancellationToken limited, CancellationToken ct)
    {
        try
        {
            return await watch.CheckAsync(pending.DivisionId, pending.Version, image, tag, Name, limited);
        }
        catch (Exception e) when (e is OutsideWorldException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return await ledger.LoadAsync(image, tag, ct);
        }
    }
}
