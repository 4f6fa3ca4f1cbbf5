using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Kubernetes.FluxPlay;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>What helm-controller has made of a HelmRelease, which the test plays, and whose pods the real controllers make.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ReleasedWorkloadsTests(ClusterLab lab)
{
    private const string Release = "helmreleases.helm.toolkit.fluxcd.io/shop";
    private const string Labels = "labels: {helm.toolkit.fluxcd.io/name: shop, helm.toolkit.fluxcd.io/namespace: ";

    [Fact]
    public async Task A_release_is_complete_when_the_pods_behind_it_run_the_verified_image()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await ReleaseAsync(scene, "Ready");
        (await VerdictAsync(scene, "1.0.0")).ShouldBeOfType<RolloutVerdict.Complete>().Evidence.ShouldContain("no pod template");

        await MakeAsync(scene, "1.0.0");

        var complete = await UntilAsync<RolloutVerdict.Complete>(scene, "1.0.0");
        complete.Evidence.ShouldContain($"Deployment {scene.Namespace}/app: 2 of 2 replicas are updated and available");
        complete.Evidence.ShouldContain(PodStatusStandIn.DigestOf("registry.lab/app:1.0.0"));
        (await VerdictAsync(scene, "2.0.0")).ShouldBeOfType<RolloutVerdict.InProgress>().What.ShouldContain("is to run registry.lab/app:1.0.0, not registry.lab/app:2.0.0");
    }

    [Fact]
    public async Task A_pod_behind_it_that_cannot_start_fails_it_while_helm_still_waits()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await ReleaseAsync(scene, "Progressing");

        await MakeAsync(scene, "crash-1");

        (await UntilAsync<RolloutVerdict.Failed>(scene, "crash-1")).Reason.ShouldContain("CrashLoopBackOff");
    }

    [Fact]
    public async Task What_only_the_inventory_names_is_behind_it_too()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await ReleaseAsync(scene, "Ready");
        var inventory = JsonNode.Parse($$"""{ "entries": [{ "id": "{{scene.Namespace}}_app_apps_Deployment", "v": "v1" }, { "id": "{{scene.Namespace}}_app__Service", "v": "v1" }] }""")!;
        await PlayAsync(scene, Release, Ready("True", "UpgradeSucceeded", "done"), ("inventory", inventory));

        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0")));

        (await UntilAsync<RolloutVerdict.Complete>(scene, "1.0.0")).Evidence.ShouldContain("all run registry.lab/app:1.0.0");
    }

    private static async Task ReleaseAsync(ClusterScene scene, string reason)
    {
        await scene.KubectlAsync(["apply", "-f", "-"], "---\n{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: shop}, spec: {interval: 5m}}");
        await PlayAsync(scene, Release, Ready(reason is "Ready" ? "True" : "Unknown", reason, "as Helm says"));
    }

    private static Task<CommitId> MakeAsync(ClusterScene scene, string tag) => scene.ApplyAsync(
        ("app/app.yaml", SampleManifests.Deployment(tag).Replace("labels: &labels {", $"{Labels}{scene.Namespace}, ").Replace("*labels", "{app.kubernetes.io/name: app-Deployment}")));

    private static async Task<RolloutVerdict> VerdictAsync(ClusterScene scene, string tag)
    {
        var seen = await scene.Workloads.SeeAsync(
            scene.Environment, [new Workload("helm.toolkit.fluxcd.io/v2", "HelmRelease", Namespace: null, "shop")], ClusterScene.Ct);
        var wanted = new WantedImage(ImageName.Parse("registry.lab/app"), tag, [Digest.Parse(PodStatusStandIn.DigestOf($"registry.lab/app:{tag}"))]);
        return RolloutJudge.Judge(seen.Single(), wanted, TimeProvider.System.GetUtcNow());
    }

    /// <summary>Complete means here that there was something behind it.</summary>
    private static Task<TVerdict> UntilAsync<TVerdict>(ClusterScene scene, string tag)
        where TVerdict : RolloutVerdict => Eventually.Async<RolloutVerdict, TVerdict>(
            () => VerdictAsync(scene, tag), v => v is not RolloutVerdict.Complete { Evidence: var told } || !told.Contains("no pod template", StringComparison.Ordinal));
}
