using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>Plays the controllers of Flux in a scene: whatever the tests say, written as they write it.</summary>
internal static class FluxPlay
{
    public const string Source = "gitrepositories.source.toolkit.fluxcd.io/fleet";
    public const string Kustomization = "kustomizations.kustomize.toolkit.fluxcd.io/apps";

    public static async Task<ClusterScene> SceneAsync(ClusterLab lab)
    {
        var scene = await ClusterScene.NewAsync(lab);
        await scene.KubectlAsync(["apply", "-f", "-"], SampleManifests.Flux);
        return scene;
    }

    public static TargetEnvironment Flux(ClusterScene scene) =>
        scene.Environment with { Reconciler = new Reconciler.Flux(scene.Namespace, "fleet", "apps") };

    public static Task<RevisionSeen> SeeAsync(ClusterScene scene, CommitId commit) =>
        scene.Flux.SeeAsync(scene.Request(commit, Flux(scene)), ClusterScene.Ct);

    public static JsonObject Ready(string status, string reason, string message) => FluxStandIn.Ready(status, reason, message);

    public static Task PlayAsync(ClusterScene scene, string of, JsonObject ready, params (string Name, JsonNode Value)[] fields) =>
        new FluxStandIn(scene.Lab, scene.Namespace).PlayAsync(of, ready, fields);

    public static Task PatchStatusAsync(ClusterScene scene, string of, JsonObject status) =>
        new FluxStandIn(scene.Lab, scene.Namespace).PatchStatusAsync(of, status);

    public static async Task<string?> AskedAsync(ClusterScene scene, string of) =>
        (await scene.GetAsync(of))["metadata"]!["annotations"]?["reconcile.fluxcd.io/requestedAt"]?.GetValue<string>();

    public static async Task<string> VersionsAsync(ClusterScene scene) =>
        $"{(await scene.GetAsync(Source))["metadata"]!["resourceVersion"]} {(await scene.GetAsync(Kustomization))["metadata"]!["resourceVersion"]}";
}
