using System.Diagnostics;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>
/// Effect: waits until the environment has a revision that contains our commit; it need not be ours, somebody may have pushed
/// since. A reconciler that is halted is reported, never waited for in silence.
/// </summary>
internal sealed class OnReconciliationRequestedSeeRevision(
    ShippingCatalogue catalogue, Reconcilers reconcilers, IReadManifests gitOps, TimeProvider clock) : IEffect
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public string Name => "on_reconciliation_requested_see_revision";

    public Station After => Station.ReconciliationRequested;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var request = ReconcileRequest.Of(catalogue, seen);
        var reconciler = reconcilers.For(request.Environment);
        var revision = await reconciler.SeeAsync(request, ct);
        if (revision is RevisionSeen.Pending { AskAgain: true })
        {
            await reconciler.RequestAsync(request, ct);
        }

        return revision switch
        {
            RevisionSeen.Applied applied when await ContainsOursAsync(request, applied.Commit, ct) =>
                new Step.Reached(new RevisionApplied { Revision = applied.Commit, Evidence = applied.Evidence }),
            RevisionSeen.Applied applied => Pending(seen, request, $"revision {applied.Commit} is applied, which does not contain ours"),
            RevisionSeen.Pending pending => Pending(seen, request, pending.What, pending.Allowed),
            RevisionSeen.Failing failing => Pending(seen, request, failing.Reason),
            RevisionSeen.Halted halted => Step.NeedPerson(halted.Reason),
            var other => throw new UnreachableException($"no step for {other.GetType().Name}"),
        };
    }

    private async Task<bool> ContainsOursAsync(ReconcileRequest request, CommitId applied, CancellationToken ct) =>
        applied == request.Commit ||
        await gitOps.ContainsAsync(request.Environment.GitOpsRepository, applied, request.Commit, ct);

    /// <summary>A reconciler that may take longer by its own settings is not given up before.</summary>
    private Step Pending(Deployment seen, ReconcileRequest request, string what, TimeSpan? allowed = null)
    {
        var deadline = allowed > request.Environment.RolloutDeadline ? allowed.Value : request.Environment.RolloutDeadline;
        return clock.GetUtcNow() - seen.Since < deadline
            ? Step.WaitFor($"{request.Environment.Reconciler.Kind} to apply {request.Commit}: {what}", BetweenLooks)
            : new Step.Failed(new RolloutFailed { Reason = $"{request.Commit} was not applied within {deadline}: {what}" });
    }
}
