using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Facts;

/// <summary>Entry item "Debugging concluded": Debugging has sent its fact about this version. A person's word is as good.</summary>
internal sealed class DebuggingItem(FactBook facts) : IProveEntryItem
{
    public string Item => EntryChecklist.DebuggingConcluded;

    public async Task<Proof> ProveAsync(Deployment deployment, CancellationToken ct) =>
        await facts.FindAsync(deployment.DivisionId, deployment.Version, ct) is { } told
            ? Proof.Satisfied(
                $"{told.Fact.Source} concluded debugging of {deployment.Version} at {told.Fact.HappenedAt:u}" +
                $"{(told.Fact.Summary is { } summary ? $": {summary}" : "")}; told by {told.By.Name}")
            : Proof.CannotTell($"no debugging_concluded_v1 about {deployment.Version} has come to POST /api/facts: send one, or attest it");
}
