using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

[Collection(ClusterCollection.Name)]
public sealed class KubernetesWorkloadsTests(ClusterLab lab)
{
    [Fact]
    public async Task What_is_not_there_is_seen_as_absent_in_the_order_asked()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0", replicas: 0)));

        var seen = await scene.Workloads.SeeAsync(
            scene.Environment,
            [new("apps/v1", "Deployment", null, "nobody"), new("apps/v1", "Deployment", scene.Namespace, "app"), new("example.org/v1", "Rollout", null, "app")],
            ClusterScene.Ct);

        seen.Select(s => s.Live is not null).ShouldBe([false, true, false]);
        seen.ShouldAllBe(s => s.Workload.Namespace == scene.Namespace);
    }

    [Fact]
    public async Task Pods_that_only_share_the_labels_are_not_its_pods()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.KubectlAsync(["run", "stranger", "--image=registry.lab/app:0.1.0", "--labels=app.kubernetes.io/name=app-Deployment", "--restart=Never"]);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0", replicas: 1)));

        await scene.VerdictAsync<RolloutVerdict.Complete>("Deployment", "1.0.0");

        (await scene.SeeAsync("Deployment")).Pods.Single().Name.ShouldStartWith("app-");
    }

    [Fact]
    public async Task Evicted_pods_do_not_count()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0", replicas: 1)));
        await scene.VerdictAsync<RolloutVerdict.Complete>("Deployment", "1.0.0");
        var evicted = (await scene.SeeAsync("Deployment")).Pods.Single().Name;

        await lab.Api.TryAsync(HttpMethod.Patch, $"api/v1/namespaces/{scene.Namespace}/pods/{evicted}/status",
            System.Text.Json.Nodes.JsonNode.Parse("""{ "status": { "phase": "Failed", "reason": "Evicted" } }"""),
            "application/merge-patch+json", ClusterScene.Ct);

        await Eventually.Async<WorkloadSeen, WorkloadSeen>(
            () => scene.SeeAsync("Deployment"), s => s.Pods is [{ Ready: true } other] && other.Name != evicted);
        (await scene.KubectlAsync(["get", "pod", evicted])).ShouldContain(evicted);
    }

    [Fact]
    public async Task Expressions_in_a_selector_find_the_pods_too()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var manifest = SampleManifests.Deployment("1.0.0", replicas: 1).Replace(
            "selector: {matchLabels: *labels}",
            "selector: {matchExpressions: [{key: app.kubernetes.io/name, operator: In, values: [other, app-Deployment]}, {key: canary, operator: DoesNotExist}, {key: app.kubernetes.io/name, operator: Exists}, {key: app.kubernetes.io/name, operator: NotIn, values: [u, v]}]}");
        await scene.ApplyAsync(("app/app.yaml", manifest));

        (await scene.VerdictAsync<RolloutVerdict.Complete>("Deployment", "1.0.0")).Evidence.ShouldContain("1 of 1");
    }
}
