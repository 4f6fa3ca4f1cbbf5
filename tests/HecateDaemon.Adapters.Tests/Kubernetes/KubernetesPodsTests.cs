using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

[Collection(ClusterCollection.Name)]
public sealed class KubernetesPodsTests(ClusterLab lab)
{
    [Fact]
    public async Task The_very_pod_that_was_seen_is_made_anew_and_no_other_of_its_name()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0", replicas: 1)));
        await scene.VerdictAsync<RolloutVerdict.Complete>("Deployment", "1.0.0");
        var seen = await scene.SeeAsync("Deployment");
        var pod = seen.Pods.Single();
        var pods = new KubernetesPods(scene.Clusters);

        (await Should.ThrowAsync<OutsideWorldException>(pods.ReplaceAsync(scene.Environment, seen.Workload, pod with { Uid = "of-another" }, ClusterScene.Ct)))
            .Message.ShouldContain("(409)");
        (await scene.SeeAsync("Deployment")).Pods.Single().Leaving.ShouldBeFalse();
        await pods.ReplaceAsync(scene.Environment, seen.Workload, pod, ClusterScene.Ct);

        await Eventually.Async<WorkloadSeen, WorkloadSeen>(() => scene.SeeAsync("Deployment"), s => s.Pods is [{ Ready: true } other] && other.Uid != pod.Uid);
        await pods.ReplaceAsync(scene.Environment, seen.Workload, pod, ClusterScene.Ct);
        await Should.ThrowAsync<OutsideWorldException>(pods.ReplaceAsync(scene.Environment, seen.Workload, pod with { Uid = null }, ClusterScene.Ct));
    }
}
