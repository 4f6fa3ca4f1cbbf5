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

    public static JsonObject Ready(string status, string reason, string message) =>
        new() { ["type"] = "Ready", ["status"] = status, ["reason"] = reason, ["message"] = message };

    /// <summary>Writes a status as Flux's controllers do: of the present generation when all is well, else of none.</summary>
    public static async Task PlayAsync(ClusterScene scene, string of, JsonObject ready, params (string Name, JsonNode Value)[] fields)
    {
        var live = await scene.GetAsync(of);
        var status = new JsonObject { ["conditions"] = new JsonArray(ready) };
        status["observedGeneration"] = ready["status"]!.GetValue<string>() is "True" ? live["metadata"]!["generation"]!.GetValue<int>() : -1;
        foreach (var (field, value) in fields)
        {
            status[field] = value;
        }

        await PatchStatusAsync(scene, of, status);
    }

    public static async Task PatchStatusAsync(ClusterScene scene, string of, JsonObject status)
    {
        var (plural, group, name) = (of[..of.IndexOf('.')], of[(of.IndexOf('.') + 1)..of.IndexOf('/')], of[(of.IndexOf('/') + 1)..]);
        var version = group.StartsWith("helm", StringComparison.Ordinal) ? "v2" : "v1";
        (await scene.Lab.TryAsync(
            HttpMethod.Patch, $"apis/{group}/{version}/namespaces/{scene.Namespace}/{plural}/{name}/status",
            new JsonObject { ["status"] = status }, "application/merge-patch+json", ClusterScene.Ct)).ShouldNotBeNull();
    }

    public static async Task<string?> AskedAsync(ClusterScene scene, string of) =>
        (await scene.GetAsync(of))["metadata"]!["annotations"]?["reconcile.fluxcd.io/requestedAt"]?.GetValue<string>();

    public static async Task<string> VersionsAsync(ClusterScene scene) =>
        $"{(await scene.GetAsync(Source))["metadata"]!["resourceVersion"]} {(await scene.GetAsync(Kustomization))["metadata"]!["resourceVersion"]}";
}
