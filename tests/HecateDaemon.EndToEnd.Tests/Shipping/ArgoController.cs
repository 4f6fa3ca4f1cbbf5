using HecateDaemon.Adapters.Tests.Kubernetes;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>
/// Argo CD's application controller with auto-sync, and its habits: it compares with what it knew before it looks, it sees
/// only the head of that moment, and it is Synced and Healthy before any workload's controller has begun.
/// </summary>
internal sealed class ArgoController : GitOpsControllers
{
    public static readonly object Settings = new { Application = "shop" };

    private readonly ArgoStandIn argo;
    private string known;

    private ArgoController(ShippingWorld world) : base(world, "argocd-controller")
    {
        argo = new(world.Cluster.Api, "argocd", "shop");
        known = world.GitOps.Head;
    }

    public static async Task<ArgoController> StartAsync(ShippingWorld world)
    {
        await world.Cluster.KubectlAsync(["create", "namespace", "argocd"]);
        await world.Cluster.KubectlAsync(["apply", "-n", "argocd", "-f", "-"],
            $$$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop}
            spec:
              source: {repoURL: "{{{world.GitOpsUrl}}}", path: production/shop}
              syncPolicy: {automated: {prune: true}}
            """);
        var controller = new ArgoController(world);
        controller.Start();
        return controller;
    }

    protected override async Task LookAsync()
    {
        if (await argo.IsAskedAsync())
        {
            await argo.CompareAsync("Synced", known);
            known = Fetch();
            await argo.RefreshAsync(known);
            await ApplyAsync(known);
            await argo.SyncAsync(known);
        }
    }
}
