using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>The daemon talks to real Flux objects; the controllers' part, writing their status, is played by the tests.</summary>
[Collection(ClusterCollection.Name)]
public sealed class FluxReconcilerTests(ClusterLab lab)
{
    private const string Source = "gitrepositories.source.toolkit.fluxcd.io/fleet";
    private const string Kustomization = "kustomizations.kustomize.toolkit.fluxcd.io/apps";

    [Fact]
    public async Task Both_objects_are_asked_once_for_one_mark()
    {
        using var scene = await SceneAsync();
        var commit = scene.Git.Commit();

        var told = await scene.Flux.RequestAsync(scene.Request(commit, Flux(scene), "mark-7"), ClusterScene.Ct);
        var first = await VersionsAsync(scene);
        await scene.Flux.RequestAsync(scene.Request(commit, Flux(scene), "mark-7"), ClusterScene.Ct);
        var second = await VersionsAsync(scene);
        await scene.Flux.RequestAsync(scene.Request(commit, Flux(scene), "mark-8"), ClusterScene.Ct);

        told.ShouldContain($"GitRepository {scene.Namespace}/fleet and Kustomization {scene.Namespace}/apps");
        second.ShouldBe(first);
        foreach (var asked in new[] { Source, Kustomization })
        {
            (await scene.GetAsync(asked))["metadata"]!["annotations"]!["reconcile.fluxcd.io/requestedAt"]!.GetValue<string>().ShouldBe("mark-8");
        }
    }

    [Fact]
    public async Task Until_flux_has_spoken_the_revision_is_pending()
    {
        using var scene = await SceneAsync();

        (await SeeAsync(scene, scene.Git.Commit())).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain("says nothing yet");
    }

    [Theory]
    [InlineData("main@sha1:")]
    [InlineData("refs/tags/v1.0@sha1:")]
    [InlineData("main/")]
    [InlineData("sha1:")]
    public async Task What_flux_has_applied_is_known_in_each_of_its_spellings(string prefix)
    {
        using var scene = await SceneAsync();
        var commit = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"{prefix}{commit}"));

        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(commit);
    }

    [Fact]
    public async Task An_applied_revision_counts_only_at_the_observed_generation()
    {
        using var scene = await SceneAsync();
        var commit = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"main@sha1:{commit}"));
        await scene.KubectlAsync(["patch", Kustomization, "--type=merge", "-p", """{ "spec": { "path": "./changed" } }"""]);

        (await SeeAsync(scene, commit)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain($"it has applied main@sha1:{commit}");
    }

    [Fact]
    public async Task An_earlier_revision_is_reported_as_what_is_there()
    {
        using var scene = await SceneAsync();
        var earlier = scene.Git.Commit();
        var ours = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"main@sha1:{earlier}"));

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(earlier);
    }

    [Fact]
    public async Task A_later_revision_with_ours_in_it_counts_even_when_flux_is_suspended_since()
    {
        using var scene = await SceneAsync();
        var ours = scene.Git.Commit();
        var later = scene.Git.Commit();
        await scene.KubectlAsync(["patch", Kustomization, "--type=merge", "-p", """{ "spec": { "suspend": true } }"""]);
        await PlayAsync(scene, Kustomization, Ready("True", "ReconciliationSucceeded", "Applied"), ("lastAppliedRevision", $"main@sha1:{later}"));

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(later);
    }

    [Fact]
    public async Task A_failure_of_our_revision_is_told_in_fluxs_words()
    {
        using var scene = await SceneAsync();
        var ours = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("False", "BuildFailed", "kustomize build failed: no such file"), ("lastAttemptedRevision", $"main@sha1:{ours}"));

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Failing>().Reason
            .ShouldBe($"Kustomization {scene.Namespace}/apps says BuildFailed: kustomize build failed: no such file");
    }

    [Fact]
    public async Task A_failure_of_an_earlier_revision_is_not_held_against_ours()
    {
        using var scene = await SceneAsync();
        var earlier = scene.Git.Commit();
        var ours = scene.Git.Commit();
        await PlayAsync(scene, Kustomization, Ready("False", "HealthCheckFailed", "timeout"), ("lastAttemptedRevision", $"main@sha1:{earlier}"));

        (await SeeAsync(scene, ours)).ShouldBeOfType<RevisionSeen.Pending>().What.ShouldContain("HealthCheckFailed: timeout");
    }

    [Fact]
    public async Task A_source_that_cannot_be_fetched_is_failing()
    {
        using var scene = await SceneAsync();
        await PlayAsync(scene, Source, Ready("False", "GitOperationFailed", "failed to checkout: authentication required"));

        (await SeeAsync(scene, scene.Git.Commit())).ShouldBeOfType<RevisionSeen.Failing>().Reason.ShouldContain("authentication required");
    }

    [Theory]
    [InlineData(Source)]
    [InlineData(Kustomization)]
    public async Task Suspended_is_halted_and_never_waited_for(string suspended)
    {
        using var scene = await SceneAsync();
        await scene.KubectlAsync(["patch", suspended, "--type=merge", "-p", """{ "spec": { "suspend": true } }"""]);

        (await SeeAsync(scene, scene.Git.Commit())).ShouldBeOfType<RevisionSeen.Halted>().Reason.ShouldContain("is suspended");
    }

    [Fact]
    public async Task What_does_not_exist_is_halted_and_cannot_be_asked()
    {
        using var scene = await SceneAsync();
        var environment = scene.Environment with { Reconciler = new Reconciler.Flux(scene.Namespace, "fleet", "nobody") };
        var request = scene.Request(scene.Git.Commit(), environment);

        (await scene.Flux.SeeAsync(request, ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Halted>().Reason.ShouldContain($"no Kustomization {scene.Namespace}/nobody");
        (await Should.ThrowAsync<OutsideWorldException>(scene.Flux.RequestAsync(request, ClusterScene.Ct))).NeedsPerson.ShouldBeTrue();
    }

    private async Task<ClusterScene> SceneAsync()
    {
        var scene = await ClusterScene.NewAsync(lab);
        await scene.KubectlAsync(["apply", "-f", "-"], SampleManifests.Flux);
        return scene;
    }

    private static TargetEnvironment Flux(ClusterScene scene) =>
        scene.Environment with { Reconciler = new Reconciler.Flux(scene.Namespace, "fleet", "apps") };

    private static Task<RevisionSeen> SeeAsync(ClusterScene scene, CommitId commit) =>
        scene.Flux.SeeAsync(scene.Request(commit, Flux(scene)), ClusterScene.Ct);

    private static JsonObject Ready(string status, string reason, string message) =>
        new() { ["type"] = "Ready", ["status"] = status, ["reason"] = reason, ["message"] = message };

    /// <summary>Writes a status as Flux's controllers do: of the present generation when all is well, else of none.</summary>
    private async Task PlayAsync(ClusterScene scene, string of, JsonObject ready, params (string Name, string Value)[] fields)
    {
        var live = await scene.GetAsync(of);
        var status = new JsonObject { ["conditions"] = new JsonArray(ready) };
        status["observedGeneration"] = ready["status"]!.GetValue<string>() is "True" ? live["metadata"]!["generation"]!.GetValue<int>() : -1;
        foreach (var (field, value) in fields)
        {
            status[field] = value;
        }

        var (plural, group, name) = (of[..of.IndexOf('.')], of[(of.IndexOf('.') + 1)..of.IndexOf('/')], of[(of.IndexOf('/') + 1)..]);
        (await lab.Api.TryAsync(
            HttpMethod.Patch, $"apis/{group}/v1/namespaces/{scene.Namespace}/{plural}/{name}/status",
            new JsonObject { ["status"] = status }, "application/merge-patch+json", ClusterScene.Ct)).ShouldNotBeNull();
    }

    private static async Task<string> VersionsAsync(ClusterScene scene) =>
        $"{(await scene.GetAsync(Source))["metadata"]!["resourceVersion"]} {(await scene.GetAsync(Kustomization))["metadata"]!["resourceVersion"]}";
}
