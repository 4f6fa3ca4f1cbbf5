using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Kubernetes.FluxPlay;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>The daemon talks to real Flux objects; the controllers' part, writing their status, is played by the tests.</summary>
[Collection(ClusterCollection.Name)]
public sealed class FluxReconcilerTests(ClusterLab lab)
{
    [Fact]
    public async Task The_source_is_asked_first_and_the_kustomization_once_it_has_our_commit()
    {
        using var scene = await SceneAsync(lab);
        var old = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"main@sha1:{old}"));
        var commit = scene.Git.Commit();
        var request = scene.Request(commit, Flux(scene), "mark-7");

        (await scene.Flux.RequestAsync(request, ClusterScene.Ct)).ShouldContain($"Kustomization {scene.Namespace}/apps is asked when it has fetched {commit}");
        (await AskedAsync(scene, Source)).ShouldBe("mark-7");
        (await AskedAsync(scene, Kustomization)).ShouldBeNull();
        (await scene.Flux.SeeAsync(request, ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Pending>().AskAgain.ShouldBeFalse();

        await PlayAsync(scene, Source, Ready("True", "Succeeded", "stored artifact"), ("artifact", new JsonObject { ["revision"] = $"main@sha1:{commit}" }));
        (await scene.Flux.SeeAsync(request, ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Pending>().AskAgain.ShouldBeTrue();
        (await scene.Flux.RequestAsync(request, ClusterScene.Ct)).ShouldContain($"GitRepository {scene.Namespace}/fleet and Kustomization {scene.Namespace}/apps");

        (await AskedAsync(scene, Kustomization)).ShouldBe("mark-7");
        (await scene.Flux.SeeAsync(request, ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Pending>().What
            .ShouldEndWith($"Kustomization {scene.Namespace}/apps has not acknowledged our request yet");
    }

    [Fact]
    public async Task One_mark_is_one_request_however_often_it_is_asked()
    {
        using var scene = await SceneAsync(lab);
        var commit = scene.Git.Commit();
        await PlayAsync(scene, Source, Ready("True", "Succeeded", "stored artifact"), ("artifact", new JsonObject { ["revision"] = $"main@sha1:{commit}" }));

        await scene.Flux.RequestAsync(scene.Request(commit, Flux(scene), "mark-7"), ClusterScene.Ct);
        var first = await VersionsAsync(scene);
        await scene.Flux.RequestAsync(scene.Request(commit, Flux(scene), "mark-7"), ClusterScene.Ct);
        var second = await VersionsAsync(scene);
        await scene.Flux.RequestAsync(scene.Request(commit, Flux(scene), "mark-8"), ClusterScene.Ct);

        second.ShouldBe(first);
        (await AskedAsync(scene, Source)).ShouldBe("mark-8");
        (await AskedAsync(scene, Kustomization)).ShouldBe("mark-8");
    }

    [Fact]
    public async Task An_acknowledgement_alone_proves_nothing()
    {
        using var scene = await SceneAsync(lab);
        var old = scene.Git.Commit();
        var commit = scene.Git.Commit();
        await scene.Flux.RequestAsync(scene.Request(commit, Flux(scene)), ClusterScene.Ct);
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"),
            ("lastAppliedRevision", $"main@sha1:{old}"), ("lastHandledReconcileAt", "mark-1"));

        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Pending>();
    }

    [Fact]
    public async Task Until_flux_has_spoken_the_revision_is_pending()
    {
        using var scene = await SceneAsync(lab);

        (await SeeAsync(scene, scene.Git.Commit())).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain("says nothing yet");
    }

    [Theory]
    [InlineData("main@sha1:")]
    [InlineData("refs/tags/v1.0@sha1:")]
    [InlineData("main/")]
    [InlineData("sha1:")]
    public async Task What_flux_has_applied_is_known_in_each_of_its_spellings(string prefix)
    {
        using var scene = await SceneAsync(lab);
        var commit = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"{prefix}{commit}"));

        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(commit);
    }

    [Fact]
    public async Task An_applied_revision_counts_only_at_the_observed_generation()
    {
        using var scene = await SceneAsync(lab);
        var commit = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"main@sha1:{commit}"));
        await scene.KubectlAsync(["patch", Kustomization, "--type=merge", "-p", """{ "spec": { "path": "./changed" } }"""]);

        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain($"it has applied main@sha1:{commit}");
    }

    [Fact]
    public async Task An_earlier_revision_is_reported_as_what_is_there()
    {
        using var scene = await SceneAsync(lab);
        var earlier = scene.Git.Commit();
        var ours = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"main@sha1:{earlier}"));

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain($"it has applied main@sha1:{earlier}");
    }

    [Fact]
    public async Task A_later_revision_with_ours_in_it_counts_even_when_flux_is_suspended_since()
    {
        using var scene = await SceneAsync(lab);
        var ours = scene.Git.Commit();
        var later = scene.Git.Commit();
        await scene.KubectlAsync(["patch", Kustomization, "--type=merge", "-p", """{ "spec": { "suspend": true } }"""]);
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"main@sha1:{later}"));

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(later);
    }

    [Fact]
    public async Task A_failure_of_our_revision_is_told_in_fluxs_words()
    {
        using var scene = await SceneAsync(lab);
        var ours = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("False", "BuildFailed", "kustomize build failed: no such file"), ("lastAttemptedRevision", $"main@sha1:{ours}"));

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Failing>().Reason
            .ShouldBe($"Kustomization {scene.Namespace}/apps says BuildFailed: kustomize build failed: no such file");
    }

    [Fact]
    public async Task A_failure_of_an_earlier_revision_is_not_held_against_ours()
    {
        using var scene = await SceneAsync(lab);
        var earlier = scene.Git.Commit();
        var ours = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("False", "HealthCheckFailed", "timeout"), ("lastAttemptedRevision", $"main@sha1:{earlier}"));

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain("HealthCheckFailed: timeout");
    }

    [Fact]
    public async Task A_source_that_cannot_be_fetched_is_failing()
    {
        using var scene = await SceneAsync(lab);
        await PlayAsync(scene, Source, Ready("False", "GitOperationFailed", "failed to checkout: authentication required"));

        (await SeeAsync(scene, scene.Git.Commit())).ShouldBeOfType<RevisionSeen.Failing>().Reason.ShouldContain("authentication required");
    }

    [Theory]
    [InlineData(Source)]
    [InlineData(Kustomization)]
    public async Task Suspended_is_halted_and_never_waited_for(string suspended)
    {
        using var scene = await SceneAsync(lab);
        await scene.KubectlAsync(["patch", suspended, "--type=merge", "-p", """{ "spec": { "suspend": true } }"""]);

        (await SeeAsync(scene, scene.Git.Commit())).ShouldBeOfType<RevisionSeen.Halted>().Reason.ShouldContain("is suspended");
    }

    [Fact]
    public async Task Stalled_is_told_apart_from_failing()
    {
        using var scene = await SceneAsync(lab);
        var commit = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("False", "InvalidPath", "no such path"), ("lastAttemptedRevision", $"main@sha1:{commit}"));
        await PatchStatusAsync(scene, Kustomization, new JsonObject
        {
            ["observedGeneration"] = (await scene.GetAsync(Kustomization))["metadata"]!["generation"]!.GetValue<int>(),
            ["conditions"] = new JsonArray(Ready("False", "InvalidPath", "no such path"), new JsonObject { ["type"] = "Stalled", ["status"] = "True", ["reason"] = "InvalidPath" }),
        });

        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Halted>().Reason
            .ShouldBe($"Kustomization {scene.Namespace}/apps says InvalidPath: no such path (Stalled: it is not tried again until its specification changes)");
    }

    [Fact]
    public async Task What_it_depends_on_speaks_for_itself_and_its_own_settings_say_how_long_it_may_take()
    {
        using var scene = await SceneAsync(lab);
        await scene.KubectlAsync(["apply", "-f", "-"],
            """
            ---
            {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: infra}, spec: {path: ./infra}}
            """);
        await scene.KubectlAsync(["patch", Kustomization, "--type=merge", "-p",
            """{ "spec": { "interval": "1h", "timeout": "12m30s", "dependsOn": [{ "name": "infra" }, { "name": "gone", "namespace": "other" }] } }"""]);
        await PlayAsync(scene, "kustomizations.kustomize.toolkit.fluxcd.io/infra", Ready("False", "HealthCheckFailed", "timeout waiting for Deployment/cni"));
        await PlayAsync(scene, Kustomization, Ready("False", "DependencyNotReady", "dependency 'infra' is not ready"));

        var pending = (await SeeAsync(scene, scene.Git.Commit())).ShouldBeOfType<RevisionSeen.Pending>();

        pending.What.ShouldContain($"it depends on another, and Kustomization {scene.Namespace}/infra says HealthCheckFailed: timeout waiting for Deployment/cni");
        pending.What.ShouldContain("it depends on Kustomization other/gone, which does not exist");
        pending.Allowed.ShouldBe(TimeSpan.FromMinutes(13.5));
    }

    [Fact]
    public async Task What_does_not_exist_is_halted_and_cannot_be_asked()
    {
        using var scene = await SceneAsync(lab);
        var environment = scene.Environment with { Reconciler = new Reconciler.Flux(scene.Namespace, "fleet", "nobody") };
        var request = scene.Request(scene.Git.Commit(), environment);

        (await scene.Flux.SeeAsync(request, ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Halted>().Reason.ShouldContain($"no Kustomization {scene.Namespace}/nobody");
        (await Should.ThrowAsync<OutsideWorldException>(scene.Flux.RequestAsync(request, ClusterScene.Ct))).NeedsPerson.ShouldBeTrue();
    }
}
