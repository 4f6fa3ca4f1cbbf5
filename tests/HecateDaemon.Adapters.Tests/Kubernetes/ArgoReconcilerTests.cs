using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>The daemon talks to a real Application on the real API server; Argo CD's controller is played by the stand-in.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ArgoReconcilerTests(ClusterLab lab)
{
    private const string Automated = """{source: {repoURL: "https://git.lab/gitops.git", path: app}, syncPolicy: {automated: {prune: true}}}""";
    private const string ByHand = """{source: {repoURL: "https://git.lab/gitops.git", path: app}}""";
    private const string SwitchedOff = """{source: {repoURL: "https://git.lab/gitops.git", path: app}, syncPolicy: {automated: {enabled: false}}}""";
    private const string Several =
        """{sources: [{repoURL: "https://charts.lab", chart: app, targetRevision: 4.2.0}, {repoURL: "git@git.lab:gitops.git", ref: values}], syncPolicy: {automated: {}}}""";

    [Theory]
    [InlineData(Automated)]
    [InlineData(Several)]
    public async Task A_commit_is_followed_from_the_request_until_it_is_synced(string spec)
    {
        using var scene = await SceneAsync(spec);
        var argo = new ArgoStandIn(lab.Api, scene.Namespace, "shop");
        var old = scene.Git.Commit();
        await argo.SyncAsync(old.ToString());
        var ours = scene.Git.Commit();
        var later = scene.Git.Commit();
        var request = Request(scene, ours);

        (await scene.Argo.RequestAsync(request, ClusterScene.Ct)).ShouldBe($"asked Application {scene.Namespace}/shop to refresh (hecate.social/refresh-asked-for=mark-1)");
        (await scene.Argo.SeeAsync(request, ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(old);
        (await argo.RefreshAsync(later.ToString())).ShouldBeTrue();
        (await scene.Argo.SeeAsync(request, ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain("sync operation Running: waiting for completion of hook");
        await argo.SyncAsync(later.ToString());

        var applied = (await scene.Argo.SeeAsync(request, ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Applied>();
        applied.Commit.ShouldBe(later);
        applied.Evidence.ShouldBe($"Application {scene.Namespace}/shop has synced {later}, health Healthy");
    }

    [Fact]
    public async Task One_mark_is_one_refresh_though_argo_takes_its_annotation_away()
    {
        using var scene = await SceneAsync(Automated);
        var argo = new ArgoStandIn(lab.Api, scene.Namespace, "shop");
        var commit = scene.Git.Commit();

        await scene.Argo.RequestAsync(Request(scene, commit), ClusterScene.Ct);
        (await argo.RefreshAsync(commit.ToString())).ShouldBeTrue();
        await scene.Argo.RequestAsync(Request(scene, commit), ClusterScene.Ct);
        (await argo.RefreshAsync(commit.ToString())).ShouldBeFalse();
        await scene.Argo.RequestAsync(Request(scene, commit, "mark-2"), ClusterScene.Ct);
        (await argo.RefreshAsync(commit.ToString())).ShouldBeTrue();
    }

    [Theory]
    [InlineData(ByHand)]
    [InlineData(SwitchedOff)]
    public async Task Without_auto_sync_a_person_is_asked_for(string spec)
    {
        using var scene = await SceneAsync(spec);
        var argo = new ArgoStandIn(lab.Api, scene.Namespace, "shop");
        var commit = scene.Git.Commit();
        await scene.Argo.RequestAsync(Request(scene, commit), ClusterScene.Ct);
        await argo.RefreshAsync(commit.ToString());

        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Halted>().Reason
            .ShouldBe($"Application {scene.Namespace}/shop is OutOfSync and its auto-sync is off (spec.syncPolicy.automated): a person has to sync it, for example by argocd app sync shop");
        await argo.SyncAsync(commit.ToString());
        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Applied>();
    }

    [Fact]
    public async Task A_commit_that_changed_nothing_is_synced_without_an_operation()
    {
        using var scene = await SceneAsync(Automated);
        var argo = new ArgoStandIn(lab.Api, scene.Namespace, "shop");
        await argo.SyncAsync(scene.Git.Commit().ToString());
        var skipped = scene.Git.Commit();
        await argo.CompareAsync("Synced", skipped.ToString());

        (await SeeAsync(scene, skipped)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(skipped);
    }

    [Fact]
    public async Task An_old_revision_that_is_applied_again_is_not_taken_for_ours()
    {
        using var scene = await SceneAsync(Automated);
        var argo = new ArgoStandIn(lab.Api, scene.Namespace, "shop");
        var old = scene.Git.Commit();
        var ours = scene.Git.Commit();
        await argo.SyncAsync(ours.ToString());
        await argo.SyncAsync(old.ToString());

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(old);
    }

    [Fact]
    public async Task What_was_changed_in_the_cluster_since_does_not_undo_that_our_commit_was_applied()
    {
        using var scene = await SceneAsync(ByHand);
        var argo = new ArgoStandIn(lab.Api, scene.Namespace, "shop");
        var ours = scene.Git.Commit();
        await argo.SyncAsync(ours.ToString());
        await argo.CompareAsync("OutOfSync", ours.ToString());

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Applied>().Evidence.ShouldContain("though it is OutOfSync since");
    }

    [Theory]
    [InlineData("""{ "sync": { "resources": [{ "kind": "ConfigMap", "name": "a" }] } }""")]
    [InlineData("""{ "sync": { "dryRun": true } }""")]
    public async Task An_operation_on_a_part_or_on_nothing_applied_no_revision(string operation)
    {
        using var scene = await SceneAsync(Automated);
        var argo = new ArgoStandIn(lab.Api, scene.Namespace, "shop");
        var ours = scene.Git.Commit();
        await argo.SyncAsync(ours.ToString());
        await argo.CompareAsync("OutOfSync", ours.ToString());
        await argo.PatchAsync(new JsonObject { ["status"] = new JsonObject { ["operationState"] = new JsonObject { ["operation"] = JsonNode.Parse(operation) } } });

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain("is OutOfSync at");
    }

    [Fact]
    public async Task A_failed_operation_and_a_comparison_that_is_impossible_are_failing_in_argos_words()
    {
        using var scene = await SceneAsync(Automated);
        var argo = new ArgoStandIn(lab.Api, scene.Namespace, "shop");
        var old = scene.Git.Commit();
        await argo.FailAsync(old.ToString(), "of an earlier commit");
        var ours = scene.Git.Commit();
        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Pending>();

        await argo.FailAsync(ours.ToString(), "one or more objects failed to apply: admission webhook denied");
        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Failing>().Reason
            .ShouldBe($"Application {scene.Namespace}/shop: sync operation Failed: one or more objects failed to apply: admission webhook denied");

        await argo.FailAsync(old.ToString(), "again");
        await argo.PatchAsync(new JsonObject
        {
            ["status"] = new JsonObject { ["conditions"] = new JsonArray(new JsonObject { ["type"] = "ComparisonError", ["message"] = "app path does not exist" }) },
        });
        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Failing>().Reason.ShouldContain("ComparisonError: app path does not exist");
    }

    [Fact]
    public async Task Health_is_told_with_what_is_sick_and_does_not_decide()
    {
        using var scene = await SceneAsync(Automated);
        var argo = new ArgoStandIn(lab.Api, scene.Namespace, "shop");
        var ours = scene.Git.Commit();
        await argo.SyncAsync(ours.ToString());
        await argo.PatchAsync(new JsonObject
        {
            ["status"] = JsonNode.Parse("""{ "health": { "status": "Degraded" }, "resources": [{ "kind": "Ingress", "name": "web", "health": { "status": "Degraded", "message": "no address" } }] }"""),
        });

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Applied>().Evidence.ShouldEndWith("health Degraded (Ingress web Degraded: no address)");
    }

    [Fact]
    public async Task Several_sources_of_which_none_is_ours_and_one_that_is_skipped_are_halted()
    {
        using var scene = await SceneAsync("""{sources: [{repoURL: "https://a.lab/x"}, {repoURL: "https://b.lab/y"}]}""");
        var commit = scene.Git.Commit();
        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Halted>().Reason.ShouldContain("none of the sources");

        await scene.KubectlAsync(["annotate", "applications.argoproj.io/shop", "argocd.argoproj.io/skip-reconcile=true"]);
        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Halted>().Reason.ShouldContain("skip-reconcile");
    }

    [Fact]
    public async Task What_does_not_exist_is_halted_and_cannot_be_asked()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var request = Request(scene, scene.Git.Commit());

        (await scene.Argo.SeeAsync(request, ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Halted>().Reason.ShouldContain($"no Application {scene.Namespace}/shop");
        (await Should.ThrowAsync<OutsideWorldException>(scene.Argo.RequestAsync(request, ClusterScene.Ct))).NeedsPerson.ShouldBeTrue();
    }

    private async Task<ClusterScene> SceneAsync(string spec)
    {
        var scene = await ClusterScene.NewAsync(lab);
        await scene.KubectlAsync(["apply", "-f", "-"], $"---\n{{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {{name: shop}}, spec: {spec}}}\n");
        return scene;
    }

    private static ReconcileRequest Request(ClusterScene scene, CommitId commit, string mark = "mark-1") => scene.Request(
        commit,
        scene.Environment with { GitOpsRepository = "https://git.lab/gitops", Reconciler = new Reconciler.Argo(scene.Namespace, "shop") },
        mark);

    private static Task<RevisionSeen> SeeAsync(ClusterScene scene, CommitId commit) => scene.Argo.SeeAsync(Request(scene, commit), ClusterScene.Ct);
}
