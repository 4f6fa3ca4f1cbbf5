using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>Drift made by the real kubectl on a real API server, in a namespace that the daemon ships to.</summary>
[Collection(ClusterCollection.Name)]
public sealed class DriftTests(ClusterLab lab)
{
    [Fact]
    public async Task What_kubectl_changes_is_told_with_what_was_done_recorded_once_and_cleared()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var watch = new Watch(scene);
        var commit = await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0")));
        (await watch.LookAsync(commit)).ShouldBeEmpty();

        await scene.KubectlAsync(["set", "image", "deployment/app", "app=registry.lab/app:0.9.0"]);
        (await watch.UntilAsync(commit, d => d.Count > 0)).ShouldHaveSingleItem().ShouldStartWith(
            $"Deployment {scene.Namespace}/app container app image is registry.lab/app:0.9.0 instead of registry.lab/app:1.0.0, by kubectl set image at 20");

        await scene.KubectlAsync(["rollout", "restart", "deployment/app"]);
        (await watch.UntilAsync(commit, d => d.Count > 1)).ShouldContain(d => d.Contains("restart is 20") && d.Contains("by kubectl rollout restart"));

        // Servers before 1.22 do not keep who scaled.
        await scene.KubectlAsync(["scale", "deployment/app", "--replicas=3"]);
        (await watch.UntilAsync(commit, d => d.Count > 2)).ShouldContain(d => d.Contains("replicas is 3 instead of 2"));

        await LabProcess.RunAsync("/usr/bin/env",
            ["KUBE_EDITOR=sed -i s/imagePullPolicy:.*/imagePullPolicy:\\ Always/", "kubectl", "--kubeconfig", lab.Kubeconfig, "-n", scene.Namespace, "edit", "deployment/app"]);
        (await watch.UntilAsync(commit, d => d.Count > 3)).ShouldContain(d => d.Contains("pull_policy is Always instead of IfNotPresent, by kubectl edit at"));

        await scene.KubectlAsync(["patch", "deployment/app", "--type=merge", "-p", """{ "spec": { "strategy": { "type": "Recreate", "rollingUpdate": null } } }"""]);
        (await watch.UntilAsync(commit, d => d.Count > 4)).ShouldContain(d => d.Contains("strategy is Recreate instead of RollingUpdate, by kubectl patch at"));
        await watch.LookAsync(commit);
        (await watch.StoryAsync()).Count(e => e is "drift_detected_v1").ShouldBe(5);

        await scene.KubectlAsync(["delete", "deployment/app"]);
        (await watch.UntilAsync(commit, d => d.Count is 1)).ShouldBe([$"Deployment {scene.Namespace}/app is wanted and not applied"]);
        await scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct);
        await watch.UntilAsync(commit, d => d.Count is 0);
        (await watch.StoryAsync()).Count(e => e is "drift_cleared_v1").ShouldBe(6);
    }

    [Fact]
    public async Task Pods_that_run_another_digest_than_was_verified_are_told_until_they_run_it()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var (pushed, moved) = (PodStatusStandIn.DigestOf("registry.lab/app:1.0.0"), $"sha256:{new string('e', 64)}");
        var watch = new Watch(scene) { Verified = new(ImageName.Parse("registry.lab/app"), "1.0.0", [Digest.Parse(pushed)]) };
        var commit = await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0")));
        await scene.VerdictAsync<RolloutVerdict.Complete>("Deployment", "1.0.0");
        (await watch.LookAsync(commit)).ShouldBeEmpty();

        watch.Verified = watch.Verified with { Digests = [Digest.Parse(moved)] };
        (await watch.LookAsync(commit)).ShouldBe([$"Deployment {scene.Namespace}/app container app digest is {pushed} instead of {moved}"]);
        await watch.LookAsync(commit);
        watch.Verified = watch.Verified with { Digests = [Digest.Parse(moved), Digest.Parse(pushed)] };

        (await watch.LookAsync(commit)).ShouldBeEmpty();
        (await watch.StoryAsync()).ShouldBe(["drift_detected_v1", "drift_cleared_v1"]);
    }

    [Fact]
    public async Task What_left_git_what_nobody_knows_and_what_another_manifest_names_are_told_apart()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var watch = new Watch(scene);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0")), ("app/old.yaml", SampleManifests.DaemonSet("1.0.0").Replace("name: app\n", "name: old\n")));
        await scene.KubectlAsync(["create", "deployment", "stranger", "--image=registry.lab/x:1"]);
        await scene.KubectlAsync(["create", "deployment", "neighbour", "--image=registry.lab/y:1"]);
        var commit = scene.Git.Commit(
            ("app/app.yaml", SampleManifests.Deployment("1.0.0")),
            ("other/neighbour.yaml", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: neighbour}}"),
            ("other/chart/templates/x.yaml", "{{ not yaml"));

        var drift = await watch.UntilAsync(commit, d => d.Count > 1);

        drift.Count.ShouldBe(2);
        drift[0].ShouldBe($"DaemonSet {scene.Namespace}/old is applied and not wanted any more");
        drift[1].ShouldStartWith($"Deployment {scene.Namespace}/stranger is in no manifest, by kubectl create at 20");
    }

    [Fact]
    public async Task What_wants_rendering_is_compared_where_there_is_a_program_for_it_and_else_cannot_be_told()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var commit = scene.Git.Commit(
            ("base/app.yaml", SampleManifests.Deployment("1.0.0")), ("base/kustomization.yaml", "resources: [app.yaml]"),
            ("app/kustomization.yaml", "resources: [../base]\nimages: [{name: registry.lab/app, newTag: 2.0.0}]\n"));
        await scene.KubectlAsync(["apply", "--server-side", "--field-manager=hecate-daemon", "-f", "-"], SampleManifests.Deployment("2.0.0"));
        var watch = new Watch(scene);

        (await watch.LookAsync(commit)).ShouldBeEmpty();
        watch.View.Of(scene.Environment.Name).CannotTell.ShouldHaveSingleItem().ShouldContain("wants to be rendered by Kustomize");

        watch.Environment = scene.Environment with { Kustomize = (await LabProcess.RunAsync("/bin/sh", ["-c", "command -v kubectl"])).Trim() };
        (await watch.LookAsync(commit)).ShouldBeEmpty();
        watch.View.Of(scene.Environment.Name).CannotTell.ShouldBeEmpty();
        await scene.KubectlAsync(["set", "image", "deployment/app", "app=registry.lab/app:1.0.0"]);
        (await watch.UntilAsync(commit, d => d.Count > 0)).ShouldHaveSingleItem().ShouldContain("image is registry.lab/app:1.0.0 instead of registry.lab/app:2.0.0");
    }

    [Fact]
    public async Task Under_flux_its_target_namespace_counts_and_what_it_patches_cannot_be_told()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.KubectlAsync(["apply", "-f", "-"], SampleManifests.Flux);
        await scene.KubectlAsync(["patch", "kustomizations.kustomize.toolkit.fluxcd.io/apps", "--type=merge", "-p", $$"""{ "spec": { "targetNamespace": "{{scene.Namespace}}" } }"""]);
        await scene.KubectlAsync(["apply", "--server-side", "--field-manager=kustomize-controller", "-f", "-"], SampleManifests.Deployment("1.0.0"));
        var commit = scene.Git.Commit(("app/app.yaml", SampleManifests.Deployment("2.0.0")));
        var watch = new Watch(scene) { Environment = scene.Environment with { Namespace = "elsewhere", Reconciler = new Reconciler.Flux(scene.Namespace, "fleet", "apps") } };

        (await watch.LookAsync(commit)).ShouldBe([$"Deployment {scene.Namespace}/app container app image is registry.lab/app:1.0.0 instead of registry.lab/app:2.0.0"]);
        watch.View.Of(scene.Environment.Name).CannotTell.ShouldBeEmpty();

        await scene.KubectlAsync(["patch", "kustomizations.kustomize.toolkit.fluxcd.io/apps", "--type=merge", "-p", """{ "spec": { "postBuild": { "substitute": {} } } }"""]);
        await watch.LookAsync(commit);
        watch.View.Of(scene.Environment.Name).CannotTell.ShouldHaveSingleItem().ShouldContain("changes what is in Git (spec.postBuild)");
    }

    /// <summary>Looks at a scene as the reconcile loop does.</summary>
    private sealed class Watch : IKnowVerifiedImages
    {
        private readonly ClusterScene scene;
        private readonly InMemoryEventLog log = new(TimeProvider.System);
        private readonly DriftDetection detection;

        public Watch(ClusterScene scene)
        {
            this.scene = scene;
            Environment = scene.Environment;
            var rendered = new RenderedManifests(scene.Git, TimeProvider.System);
            detection = new(
                new WantedWorkloads(scene.Clusters, rendered, scene.Git), new LiveWorkloadLists(scene.Clusters),
                new DriftDesk(log, new EventCodec(ReconciliationEventTypes.All)), View, this, judges: [], TimeProvider.System);
        }

        public TargetEnvironment Environment { get; set; }

        public DriftView View { get; } = new();

        /// <summary>What was verified of the release that is live.</summary>
        public WantedImage? Verified { get; set; }

        public Task<WantedImage?> OfAsync(EnvironmentName environment, DivisionId division, CancellationToken ct) => Task.FromResult(Verified);

        public Task<IReadOnlyList<string>> LookAsync(CommitId commit) =>
            detection.LookAsync(Environment, [scene.Request(commit).Division], commit, "test", ClusterScene.Ct);

        /// <summary>The cluster's news take a moment to arrive.</summary>
        public Task<IReadOnlyList<string>> UntilAsync(CommitId commit, Func<IReadOnlyList<string>, bool> isWanted) =>
            Eventually.Async<IReadOnlyList<string>, IReadOnlyList<string>>(() => LookAsync(commit), isWanted);

        public async Task<List<string>> StoryAsync() =>
            await log.ReadStreamAsync(DriftDesk.StreamOf(Environment.Name), -1, ClusterScene.Ct).Select(e => e.Type).ToListAsync();
    }
}
