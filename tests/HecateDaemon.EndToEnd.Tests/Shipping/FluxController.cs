using System.Text.Json.Nodes;
using HecateDaemon.Adapters.Tests.Kubernetes;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>
/// Flux's source and kustomize controllers, with the habits that make them hard to follow: while the source is being
/// fetched, the old artifact is applied again, with success; a request is acknowledged before its work is done; commits
/// that are not the head at that moment are never seen.
/// </summary>
internal sealed class FluxController : GitOpsControllers
{
    public static readonly object Settings = new { GitRepository = "fleet", Kustomization = "apps" };

    private const string Source = "gitrepositories.source.toolkit.fluxcd.io/fleet";
    private const string Kustomization = "kustomizations.kustomize.toolkit.fluxcd.io/apps";
    private readonly FluxStandIn flux;
    private string? artifact;

    private FluxController(ShippingWorld world) : base(world, "kustomize-controller") => flux = new(world.Cluster.Api, "flux-system");

    public static async Task<FluxController> StartAsync(ShippingWorld world)
    {
        await world.Cluster.KubectlAsync(["create", "namespace", "flux-system"]);
        await world.Cluster.KubectlAsync(["apply", "-n", "flux-system", "-f", "-"],
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: fleet}
            spec: {interval: 1m}
            ---
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: apps}
            spec: {path: ./production/shop, interval: 10m}
            """);
        var controller = new FluxController(world);
        controller.Start();
        return controller;
    }

    protected override async Task LookAsync()
    {
        if (await flux.AskedAsync(Source) is { } fetch)
        {
            if (artifact is { } old)
            {
                await ReconcileAsync(old, mark: null);
            }

            artifact = Fetch();
            await flux.PlayAsync(Source, FluxStandIn.Ready("True", "Succeeded", "stored artifact"),
                ("artifact", new JsonObject { ["revision"] = RevisionOf(artifact) }), ("lastHandledReconcileAt", fetch));
        }

        if (await flux.AskedAsync(Kustomization) is { } mark && artifact is not null)
        {
            await ReconcileAsync(artifact, mark);
        }
    }

    private async Task ReconcileAsync(string revision, string? mark)
    {
        if (mark is not null)
        {
            await flux.PatchStatusAsync(Kustomization, new JsonObject { ["lastHandledReconcileAt"] = mark });
        }

        await flux.PlayAsync(Kustomization, FluxStandIn.Ready("Unknown", "Progressing", "reconciliation in progress"),
            ("lastAttemptedRevision", RevisionOf(revision)));
        await ApplyAsync(revision);
        await flux.PlayAsync(Kustomization, FluxStandIn.Ready("True", "ReconciliationSucceeded", $"Applied revision: {RevisionOf(revision)}"),
            ("lastAppliedRevision", RevisionOf(revision)));
    }

    private static string RevisionOf(string commit) => $"main@sha1:{commit}";
}
