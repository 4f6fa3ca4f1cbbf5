using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>Rollouts by the real controllers, applied and watched by us.</summary>
[Collection(ClusterCollection.Name)]
public sealed class RolloutTests(ClusterLab lab)
{
    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public async Task A_workload_is_rolled_out_from_one_release_to_the_next(string kind)
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", Manifest(kind, "1.0.0")));
        await scene.VerdictAsync<RolloutVerdict.Complete>(kind, "1.0.0");

        await scene.ApplyAsync(("app/app.yaml", Manifest(kind, "2.0.0")));
        var complete = await scene.VerdictAsync<RolloutVerdict.Complete>(kind, "2.0.0");

        complete.Evidence.ShouldStartWith($"{kind} {scene.Namespace}/app: 2 of 2");
        complete.Evidence.ShouldContain(PodStatusStandIn.DigestOf("registry.lab/app:2.0.0"));
        (await scene.SeeAsync(kind)).Pods.ShouldAllBe(p => p.Ready && p.Containers.Single().Image == "registry.lab/app:2.0.0");
    }

    [Theory]
    [InlineData("Deployment", "missing-1", "ImagePullBackOff")]
    [InlineData("StatefulSet", "crash-1", "CrashLoopBackOff")]
    [InlineData("DaemonSet", "missing-1", "ImagePullBackOff")]
    [InlineData("DaemonSet", "crash-1", "CrashLoopBackOff")]
    public async Task A_release_that_cannot_start_fails_while_its_controller_still_waits(string kind, string tag, string reason)
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", Manifest(kind, "1.0.0")));
        await scene.VerdictAsync<RolloutVerdict.Complete>(kind, "1.0.0");

        await scene.ApplyAsync(("app/app.yaml", Manifest(kind, tag)));

        (await scene.VerdictAsync<RolloutVerdict.Failed>(kind, tag)).Reason.ShouldContain($"with image registry.lab/app:{tag} waits in {reason}");
    }

    [Fact]
    public async Task A_partition_keeps_pods_old_and_its_rollout_is_complete()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.StatefulSet("1.0.0")));
        await scene.VerdictAsync<RolloutVerdict.Complete>("StatefulSet", "1.0.0");

        await scene.ApplyAsync(("app/app.yaml", SampleManifests.StatefulSet("2.0.0").Replace(
            "  replicas: 2", "  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}\n  replicas: 2")));

        (await scene.VerdictAsync<RolloutVerdict.Complete>("StatefulSet", "2.0.0")).Evidence.ShouldEndWith("1 pods below its partition stay as they are");
        (await scene.SeeAsync("StatefulSet")).Pods.Select(p => p.Containers.Single().Image).Order(StringComparer.Ordinal)
            .ShouldBe(["registry.lab/app:1.0.0", "registry.lab/app:2.0.0"]);
    }

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public async Task On_delete_waits_for_the_person_who_deletes_the_old_pods(string kind)
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", OnDelete("1.0.0")));
        await scene.VerdictAsync<RolloutVerdict.Complete>(kind, "1.0.0");
        await scene.ApplyAsync(("app/app.yaml", OnDelete("2.0.0")));

        await scene.VerdictAsync<RolloutVerdict.InProgress>(kind, "2.0.0", v => v.NeedsPerson && v.What.Contains("OnDelete"));
        await scene.KubectlAsync(["delete", "pods", "--all", "--wait=false"]);

        await scene.VerdictAsync<RolloutVerdict.Complete>(kind, "2.0.0");

        string OnDelete(string tag) => kind is "DaemonSet"
            ? SampleManifests.DaemonSet(tag).Replace("{type: RollingUpdate}", "{type: OnDelete}")
            : SampleManifests.StatefulSet(tag).Replace("  replicas: 2", "  updateStrategy: {type: OnDelete}\n  replicas: 2");
    }

    [Theory]
    [InlineData("Job", "1.0.0", "apiVersion: batch/v1\nkind: Job\nmetadata: {name: app}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: \"registry.lab/app:1.0.0\"}]}}}")]
    [InlineData("Pod", "1.0.0", "apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: app, image: \"registry.lab/app:1.0.0\"}]}")]
    public async Task What_runs_once_or_alone_rolls_out_too(string kind, string tag, string manifest)
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", manifest));

        (await scene.VerdictAsync<RolloutVerdict.Complete>(kind, tag)).Evidence.ShouldContain(PodStatusStandIn.DigestOf("registry.lab/app:1.0.0"));
    }

    [Fact]
    public async Task A_release_that_never_becomes_ready_is_in_progress_until_its_own_deadline()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("unready-1").Replace("Seconds: 600", "Seconds: 2")));

        await scene.VerdictAsync<RolloutVerdict.InProgress>("Deployment", "unready-1");

        (await scene.VerdictAsync<RolloutVerdict.Failed>("Deployment", "unready-1")).Reason.ShouldContain("progress deadline is exceeded");
    }

    [Fact]
    public async Task A_pod_that_fits_no_node_is_explained_in_the_schedulers_words()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0", extra: "nodeSelector: {disk: golden}")));

        await scene.VerdictAsync<RolloutVerdict.InProgress>("Deployment", "1.0.0", v => v.What.Contains("cannot be placed on a node: 0/2 nodes are available"));
    }

    [Fact]
    public async Task A_tag_that_was_pushed_again_is_found_out_by_its_digest()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0")));
        await scene.VerdictAsync<RolloutVerdict.Complete>("Deployment", "1.0.0");

        var verified = new WantedImage(Lifecycle.Values.ImageName.Parse("registry.lab/app"), "1.0.0",
            [Lifecycle.Values.Digest.Parse(PodStatusStandIn.DigestOf("another build"))]);

        RolloutJudge.Judge(await scene.SeeAsync("Deployment"), verified, TimeProvider.System.GetUtcNow()).ShouldBeOfType<RolloutVerdict.Failed>().Reason
            .ShouldContain(PodStatusStandIn.DigestOf("another build"));
    }

    private static string Manifest(string kind, string tag) => kind switch
    {
        "StatefulSet" => SampleManifests.StatefulSet(tag),
        "DaemonSet" => SampleManifests.DaemonSet(tag),
        _ => SampleManifests.Deployment(tag),
    };
}
