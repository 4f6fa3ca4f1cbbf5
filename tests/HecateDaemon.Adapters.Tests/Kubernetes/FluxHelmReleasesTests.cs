using HecateDaemon.Lifecycle.Rollouts;
using static HecateDaemon.Adapters.Tests.Kubernetes.FluxPlay;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

[Collection(ClusterCollection.Name)]
public sealed class FluxHelmReleasesTests(ClusterLab lab)
{
    [Fact]
    public async Task A_helm_release_in_the_manifests_must_be_ready_too()
    {
        using var scene = await SceneAsync(lab);
        const string Release = "helmreleases.helm.toolkit.fluxcd.io/app";
        const string Manifest = "---\n{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: app}, spec: {interval: 5m}}";
        var commit = scene.Git.Commit(("app/release.yaml", Manifest), ("app/chart/templates/x.yaml", "{{ HelmRelease }}: {{"));
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"main@sha1:{commit}"));
        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Applied>().Evidence.ShouldContain("is not found under the name");

        await scene.KubectlAsync(["apply", "-f", "-"], Manifest);
        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain($"HelmRelease {scene.Namespace}/app says nothing yet");
        await PlayAsync(scene, Release, Ready("False", "UpgradeFailed", "timed out waiting for the condition"), ("lastAttemptedGeneration", 1));
        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Failing>().Reason.ShouldContain("UpgradeFailed: timed out");
        await PlayAsync(scene, Release, Ready("False", "UpgradeFailed", "of an earlier one"), ("lastAttemptedGeneration", 0));
        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Pending>();
        await PlayAsync(scene, Release, Ready("True", "UpgradeSucceeded", "Helm upgrade succeeded"));
        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Applied>().Evidence.ShouldEndWith($"HelmRelease {scene.Namespace}/app is Ready");
        await scene.KubectlAsync(["patch", Release, "--type=merge", "-p", """{ "spec": { "suspend": true } }"""]);
        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Halted>();
    }
}
