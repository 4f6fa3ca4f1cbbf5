using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Looks what changed since the version that was shipped last, and has the advisor propose a strategy.</summary>
internal sealed class ReleaseAdvice(ShippingCatalogue catalogue, SlotDesk slots, IReadCodeRepository code, IListChangedPaths changes)
{
    /// <summary>Null where nothing can be proposed, because nothing is declared or nothing was shipped before.</summary>
    public async Task<Proposal?> ProposeAsync(Deployment seen, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(seen);
        var environment = await slots.LookAsync(seen.Environment, seen.DivisionId, ct);
        if (division.Advice is not { } advice || environment.Shipped.GetValueOrDefault(seen.DivisionId) is not [.., var last])
        {
            return null;
        }

        var earlier = await code.FindTagAsync(division.CodeRepository, division.TagPrefix + last.Version, ct);
        var later = seen.Release?.Commit ?? await code.FindTagAsync(division.CodeRepository, division.TagPrefix + seen.Version, ct);
        return earlier is { } from && later is { } to
            ? Advisor.Propose(await changes.BetweenAsync(division.CodeRepository, from, to, ct), advice)
            : null;
    }
}
