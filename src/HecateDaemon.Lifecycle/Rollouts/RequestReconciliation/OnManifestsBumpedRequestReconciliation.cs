using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>Effect: the environment's reconciler is asked to look at the GitOps repository now.</summary>
internal sealed class OnManifestsBumpedRequestReconciliation(ShippingCatalogue catalogue, Reconcilers reconcilers) : IEffect
{
    public string Name => "on_manifests_bumped_request_reconciliation";

    public Station After => Station.ManifestsBumped;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var request = ReconcileRequest.Of(catalogue, seen);
        var evidence = await reconcilers.For(request.Environment).RequestAsync(request, ct);
        return new Step.Reached(new ReconciliationRequested
        {
            Reconciler = request.Environment.Reconciler.Kind,
            Evidence = evidence,
        });
    }
}
