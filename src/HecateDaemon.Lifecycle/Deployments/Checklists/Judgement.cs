using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Weighs what was seen against what people said: a waiver counts always, if the environment lets that person give it; a word
/// only where nothing can be seen.
/// </summary>
internal static class Judgement
{
    public static ChecklistItem Of(KeyValuePair<string, string> item, Proof proof, Deployment deployment, ChecklistPolicy policy)
    {
        var waiver = deployment.Waivers.GetValueOrDefault(item.Key) is { } given && policy.WhyNotWaived(item.Key, given.By, GroupsOf(given)) is null ? given : null;
        var word = deployment.Attestations.GetValueOrDefault(item.Key);
        var plain = new ChecklistItem
        {
            Item = item.Key,
            Text = item.Value,
            Status = proof.Status,
            Evidence = proof.Evidence,
            NotRequired = !policy.Requires(item.Key),
        };
        return (proof.Status, waiver, word) switch
        {
            (ItemStatus.Satisfied, _, _) => plain,
            (_, not null, _) => plain with { Status = ItemStatus.Waived, Evidence = waiver.Reason, By = waiver.By, At = waiver.HappenedAt },
            (ItemStatus.CannotTell, _, not null) => plain with { Status = ItemStatus.Attested, Evidence = word.Note, By = word.By, At = word.HappenedAt },
            _ => plain with { Remedy = Remedy(proof.Status, policy.MayBeWaived(item.Key)) },
        };
    }

    /// <summary>One line for each item that does not hold: what it is, what was seen, and how to satisfy it.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<ChecklistItem> items) =>
        [.. items.Where(i => !i.Holds).Select(i => $"{i.Item}: {i.Text} ({i.Evidence}); {i.Remedy}")];

    private static IReadOnlyList<uint> GroupsOf(ChecklistItemWaived given) => given.AsGid is { } gid ? [gid] : [];

    private static string Remedy(ItemStatus seen, bool mayBeWaived) =>
        (seen is ItemStatus.CannotTell ? "attest it" : "mend that") + (mayBeWaived ? ", or waive it with a reason" : "");
}
