using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

[Collection(ClusterCollection.Name)]
public sealed class DirectReconcilerTests(ClusterLab lab)
{
    private const string Settings =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {mode: "1.10", on: "yes"}

        """;

    [Fact]
    public async Task Everything_of_the_path_is_applied_and_carries_the_commit()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var commit = scene.Git.Commit(
            ("app/a-deployment.yaml", SampleManifests.Deployment("1.0.0")),
            ("app/b/list.json", """{ "apiVersion": "v1", "kind": "List", "items": [{ "apiVersion": "v1", "kind": "ServiceAccount", "metadata": { "name": "runner" } }] }"""),
            ("app/z.yaml", $"---\n{Settings}---\n# nothing\n---\n{SampleManifests.DaemonSet("1.0.0")}"),
            ("app/README.md", "not a manifest"),
            ("other/broken.yaml", "{"));

        var told = await scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct);

        told.ShouldBe($"applied 4 objects of 'app' at {commit}: ServiceAccount runner, ConfigMap settings, DaemonSet app, Deployment app");
        (await scene.Direct.SeeAsync(scene.Request(commit), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(commit);
        (await scene.GetAsync("configmap/settings"))["data"]!.ToJsonString().ShouldBe("""{"mode":"1.10","true":"yes"}""");
        (await scene.KubectlAsync(["get", "deployment/app", "-o", "yaml", "--show-managed-fields"])).ShouldContain("manager: hecate-daemon");
    }

    [Fact]
    public async Task Asking_again_changes_nothing()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var commit = await scene.ApplyAsync(("app/app.yaml", Settings));
        var first = (await scene.GetAsync("configmap/settings"))["metadata"]!["resourceVersion"]!.GetValue<string>();

        await scene.Direct.RequestAsync(scene.Request(commit, mark: "another"), ClusterScene.Ct);

        (await scene.GetAsync("configmap/settings"))["metadata"]!["resourceVersion"]!.GetValue<string>().ShouldBe(first);
    }

    [Fact]
    public async Task A_commit_that_was_not_applied_is_pending_and_an_earlier_one_is_named()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var next = scene.Git.Commit(("app/app.yaml", Settings));
        (await scene.Direct.SeeAsync(scene.Request(next), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain("not in the cluster");

        await scene.KubectlAsync(["create", "configmap", "settings"]);
        (await scene.Direct.SeeAsync(scene.Request(next), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain("not by us");

        var applied = await scene.ApplyAsync(("app/app.yaml", Settings));
        (await scene.Direct.SeeAsync(scene.Request(next), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(applied);
    }

    [Fact]
    public async Task Half_applied_is_pending()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/a.yaml", Settings), ("app/b.yaml", Settings.Replace("settings", "more")));
        var second = scene.Git.Commit(("app/a.yaml", Settings));
        await scene.Direct.RequestAsync(scene.Request(second, scene.Environment with { Reconciler = new Reconciler.Direct { Prune = false } }), ClusterScene.Ct);

        var both = scene.Git.Commit(("app/a.yaml", Settings), ("app/b.yaml", Settings.Replace("settings", "more")));

        (await scene.Direct.SeeAsync(scene.Request(both), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain(second.ToString());
    }

    [Fact]
    public async Task One_bad_object_and_nothing_is_applied()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var commit = scene.Git.Commit(("app/a.yaml", Settings), ("app/b.yaml", SampleManifests.Deployment("1.0.0").Replace("name: app\n", "name: Not_A_Name\n")));

        var refusal = await Should.ThrowAsync<OutsideWorldException>(scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct));

        refusal.NeedsPerson.ShouldBeTrue();
        refusal.Message.ShouldContain("Not_A_Name");
        (await scene.KubectlAsync(["get", "configmap", "settings", "--ignore-not-found"])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_namespace_and_a_kind_may_come_with_what_needs_them()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var commit = scene.Git.Commit(
            ("app/a.yaml", Settings.Replace("name: settings", $"name: settings, namespace: {scene.Namespace}-new")),
            ("app/b.yaml", $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {scene.Namespace}-new}}}}"),
            ("app/c.yaml", "{apiVersion: hecate.test/v1, kind: Sample, metadata: {name: one}}"),
            ("app/d.yaml",
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: samples.hecate.test}
            spec:
              group: hecate.test
              names: {kind: Sample, plural: samples}
              scope: Namespaced
              versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
            """));

        // The API server takes a moment to serve a new kind; until then the daemon is told so and comes again.
        await Eventually.Async<string, string>(
            async () =>
            {
                try
                {
                    return await scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct);
                }
                catch (OutsideWorldException e) when (!e.NeedsPerson)
                {
                    return "";
                }
            },
            told => told.StartsWith("applied 4 objects"));

        (await scene.Direct.SeeAsync(scene.Request(commit), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Applied>();
    }

    [Fact]
    public async Task A_field_that_another_manager_owns_is_left_alone_and_the_manager_is_named()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.KubectlAsync(["apply", "--server-side", "--field-manager=somebody-else", "-f", "-"], SampleManifests.Deployment("1.0.0"));
        var commit = scene.Git.Commit(("app/app.yaml", SampleManifests.Deployment("2.0.0")));

        var refusal = await Should.ThrowAsync<OutsideWorldException>(scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct));

        refusal.NeedsPerson.ShouldBeTrue();
        refusal.Message.ShouldContain("somebody-else");
        refusal.Message.ShouldContain("take the field out of the manifest");
        (await scene.GetAsync("deployment/app")).ToJsonString().ShouldContain("registry.lab/app:1.0.0");
    }

    [Fact]
    public async Task Fields_of_another_manager_are_taken_where_that_is_wanted()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.KubectlAsync(["apply", "--server-side", "--field-manager=somebody-else", "-f", "-"], SampleManifests.Deployment("1.0.0"));
        var commit = scene.Git.Commit(("app/app.yaml", SampleManifests.Deployment("2.0.0")));

        await scene.Direct.RequestAsync(
            scene.Request(commit, scene.Environment with { Reconciler = new Reconciler.Direct { ForceConflicts = true } }), ClusterScene.Ct);

        (await scene.GetAsync("deployment/app")).ToJsonString().ShouldContain("registry.lab/app:2.0.0");
    }

    [Fact]
    public async Task What_left_git_is_deleted_and_what_never_was_ours_is_not()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.KubectlAsync(["create", "configmap", "stranger"]);
        await scene.ApplyAsync(
            ("app/a.yaml", Settings), ("app/b.yaml", Settings.Replace("name: settings", "name: old")), ("app/c.yaml", Settings.Replace("name: settings", "name: taken")),
            ("app/d.yaml", "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}"));
        await scene.KubectlAsync(["annotate", "configmap", "taken", "hecate.social/revision-"]);
        var commit = scene.Git.Commit(("app/a.yaml", Settings));

        var told = await scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct);

        told.ShouldContain($"deleted ConfigMap {scene.Namespace}/old, which is not in Git any more");
        told.ShouldContain($"PersistentVolumeClaim {scene.Namespace}/data is not in Git any more and stays");
        (await scene.KubectlAsync(["get", "configmap,pvc", "-o", "name"])).Split('\n').Select(n => n.Trim())
            .Where(n => !n.Contains("hecate-inventory") && !n.Contains("kube-root-ca") && n.Length > 0)
            .ShouldBe(["configmap/settings", "configmap/stranger", "configmap/taken", "persistentvolumeclaim/data"], ignoreOrder: true);
        (await scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct)).ShouldNotContain("deleted");
    }

    [Fact]
    public async Task Without_pruning_everything_stays_and_is_remembered()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/a.yaml", Settings), ("app/b.yaml", Settings.Replace("name: settings", "name: old")));
        var commit = scene.Git.Commit(("app/a.yaml", Settings));

        await scene.Direct.RequestAsync(scene.Request(commit, scene.Environment with { Reconciler = new Reconciler.Direct { Prune = false } }), ClusterScene.Ct);
        await scene.GetAsync("configmap/old");

        (await scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct)).ShouldContain("deleted ConfigMap");
    }

    [Fact]
    public async Task A_kustomization_is_rendered_by_the_program_that_the_environment_names()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var commit = scene.Git.Commit(
            ("base/app.yaml", SampleManifests.Deployment("1.0.0")),
            ("base/kustomization.yaml", "resources: [app.yaml]"),
            ("app/kustomization.yaml", "resources: [../base]\nnamePrefix: blue-\nimages: [{name: registry.lab/app, newTag: 2.0.0}]\n"));
        var environment = scene.Environment with { Kustomize = await KubectlPathAsync() };

        (await scene.Direct.RequestAsync(scene.Request(commit, environment), ClusterScene.Ct)).ShouldBe($"applied 1 objects of 'app' at {commit}: Deployment blue-app");
        (await scene.Direct.SeeAsync(scene.Request(commit, environment), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(commit);
        (await scene.GetAsync("deployment/blue-app")).ToJsonString().ShouldContain("registry.lab/app:2.0.0");
    }

    [Fact]
    public async Task A_kustomization_that_cannot_be_rendered_is_refused_in_the_programs_words()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var environment = scene.Environment with { Kustomize = await KubectlPathAsync() };
        var missing = scene.Git.Commit(("app/kustomization.yaml", "resources: [nowhere.yaml]"));
        var remote = scene.Git.Commit(("app/kustomization.yaml", "resources: [\"git::ssh://git@git.lab/other.git//base?ref=main\"]"));

        foreach (var commit in new[] { missing, remote })
        {
            var refusal = await Should.ThrowAsync<OutsideWorldException>(scene.Direct.RequestAsync(scene.Request(commit, environment), ClusterScene.Ct));
            refusal.NeedsPerson.ShouldBeTrue();
            refusal.Message.ShouldContain("cannot render 'app': ");
        }
    }

    [Fact]
    public async Task A_user_without_rights_is_told_which_one_is_missing()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var commit = scene.Git.Commit(("app/app.yaml", SampleManifests.Deployment("1.0.0")));
        var environment = scene.Environment with { Cluster = new Cluster(lab.StrangersKubeconfig, Context: "lab") };

        var refusal = await Should.ThrowAsync<OutsideWorldException>(scene.Direct.RequestAsync(scene.Request(commit, environment), ClusterScene.Ct));

        refusal.NeedsPerson.ShouldBeTrue();
        refusal.Message.ShouldContain("User \"stranger\" cannot patch resource \"deployments\"");
        refusal.Message.ShouldContain("(403)");
    }

    [Fact]
    public async Task A_refused_secret_does_not_appear_in_the_message()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var commit = scene.Git.Commit(("app/app.yaml", "{apiVersion: v1, kind: Secret, metadata: {name: keys}, data: {password: swordfish!}}"));

        var refusal = await Should.ThrowAsync<OutsideWorldException>(scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct));

        refusal.Message.ShouldNotContain("swordfish");
        refusal.Message.ShouldContain("Secret");
    }

    [Theory]
    [InlineData("app/kustomization.yaml", "resources: [app.yaml]", "environment's setting Kustomize")]
    [InlineData("app/chart/Chart.yaml", "name: app", "Helm")]
    [InlineData("app/values.yaml", "image: x", "no Kubernetes manifest")]
    [InlineData("app/a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: x-}}", "without metadata.name")]
    [InlineData("app/a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}", "stands twice, in app/a.yaml and in app/z.yaml")]
    [InlineData("app/a.yaml", "a: [", "app/a.yaml:2 is not YAML")]
    public void What_is_not_a_plain_manifest_is_refused(string path, string text, string why)
    {
        var files = new[] { (path, text), ("app/z.yaml", Settings) }.Select(f => new Lifecycle.Manifests.ManifestFile(f.Item1, System.Text.Encoding.UTF8.GetBytes(f.Item2)));

        var refusal = Should.Throw<OutsideWorldException>(() => PlainManifests.Read("app", [.. files]));

        refusal.NeedsPerson.ShouldBeTrue();
        refusal.Message.ShouldContain(why);
    }

    [Fact]
    public async Task A_path_without_manifests_and_an_environment_without_a_cluster_are_refused()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var commit = scene.Git.Commit(("elsewhere/app.yaml", Settings));

        (await Should.ThrowAsync<OutsideWorldException>(scene.Direct.RequestAsync(scene.Request(commit), ClusterScene.Ct)))
            .Message.ShouldContain("no manifests (*.yaml, *.yml, *.json) at 'app'");
        (await Should.ThrowAsync<OutsideWorldException>(scene.Direct.RequestAsync(scene.Request(commit, scene.Environment with { Cluster = null }), ClusterScene.Ct)))
            .Message.ShouldContain("names no cluster");
    }

    private static async Task<string> KubectlPathAsync() => (await LabProcess.RunAsync("/bin/sh", ["-c", "command -v kubectl"])).Trim();
}
