using System.Text.Json.Nodes;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>Warnings of the real API server: by its real controllers, and by a kubelet that the test plays.</summary>
[Collection(ClusterCollection.Name)]
public sealed class KubernetesWarningsTests(ClusterLab lab)
{
    [Fact]
    public async Task What_a_controller_warns_about_a_workloads_replica_set_is_found()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.KubectlAsync(["create", "quota", "none", "--hard=pods=0"]);

        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0")));

        var warning = (await UntilAsync(scene, all => all.Any(w => w.Reason is "FailedCreate")))[0];
        (warning.Kind, warning.Count >= 1, warning.FirstAt <= warning.LastAt).ShouldBe(("ReplicaSet", true, true));
        warning.Message.ShouldContain("exceeded quota: none");
    }

    [Fact]
    public async Task What_a_kubelet_warns_about_its_pods_is_counted_and_what_concerns_others_or_is_no_warning_is_left_out()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0", replicas: 1)));
        await scene.VerdictAsync<RolloutVerdict.Complete>("Deployment", "1.0.0");
        var pod = (await scene.SeeAsync("Deployment")).Pods.Single().Name;
        await WarnAsync(scene, "stranger", "Unhealthy", count: 9);
        await WarnAsync(scene, pod, "Pulled", count: 1, type: "Normal");
        await WarnAsync(scene, pod, "Unhealthy", count: 3);

        var seen = (await UntilAsync(scene, all => all.Count > 0)).ShouldHaveSingleItem();
        (seen.Kind, seen.Name, seen.Reason, seen.Count, seen.Message).ShouldBe(("Pod", pod, "Unhealthy", 3, "as the test wants it"));

        await scene.KubectlAsync(["patch", "event", seen.Key, "--type=merge", "-p", """{ "count": 4, "lastTimestamp": "2036-03-01T10:00:00Z" }"""]);
        (await UntilAsync(scene, all => all.Any(w => w.Count is 4))).Single().LastAt.Year.ShouldBe(2036);

        // The pod goes, and what was said of it stays its workload's.
        await scene.KubectlAsync(["delete", "pod", pod]);
        await Eventually.Async<WorkloadSeen, WorkloadSeen>(() => scene.SeeAsync("Deployment"), s => s.Pods is [{ Ready: true } other] && other.Name != pod);
        (await UntilAsync(scene, all => all.Count > 0)).ShouldHaveSingleItem().Name.ShouldBe(pod);
    }

    [Fact]
    public async Task Who_may_not_list_them_is_told_so()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var stranger = scene.Environment with { Cluster = new Cluster(lab.StrangersKubeconfig, Context: null) };

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => new KubernetesWarnings(scene.Clusters).ListAsync(
            stranger, [new(new("apps/v1", "Deployment", scene.Namespace, "app"), Live: null, [])], ClusterScene.Ct));

        refused.Message.ShouldContain("events");
        refused.Message.ShouldContain("(403)");
    }

    private static async Task<IReadOnlyList<WarningSeen>> UntilAsync(ClusterScene scene, Func<IReadOnlyList<WarningSeen>, bool> holds) =>
        await Eventually.Async<IReadOnlyList<WarningSeen>, IReadOnlyList<WarningSeen>>(
            async () => await new KubernetesWarnings(scene.Clusters).ListAsync(scene.Environment, [await scene.SeeAsync("Deployment")], ClusterScene.Ct), holds);

    private static async Task WarnAsync(ClusterScene scene, string pod, string reason, int count, string type = "Warning") =>
        (await scene.Lab.TryAsync(HttpMethod.Post, $"api/v1/namespaces/{scene.Namespace}/events", JsonNode.Parse(
            $$"""
            {
              "apiVersion": "v1", "kind": "Event", "metadata": { "generateName": "{{pod}}." }, "type": "{{type}}", "reason": "{{reason}}",
              "involvedObject": { "apiVersion": "v1", "kind": "Pod", "namespace": "{{scene.Namespace}}", "name": "{{pod}}" },
              "message": "as the test wants it", "count": {{count}}, "firstTimestamp": "2026-03-01T10:00:00Z", "lastTimestamp": "2026-03-01T10:05:00Z"
            }
            """), "application/json", ClusterScene.Ct)).ShouldNotBeNull();
}
