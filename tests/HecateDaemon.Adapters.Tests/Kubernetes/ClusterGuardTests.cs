using System.Text.Json.Nodes;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Adapters.Tests.AntiPatterns;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>Anti-patterns made by the real kubectl on a real API server, in a namespace that the daemon ships to.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ClusterGuardTests(ClusterLab lab)
{
    [Fact]
    public async Task What_is_set_by_hand_is_told_until_it_is_set_back_and_then_as_a_warning()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        using var guard = Guard(scene);
        var commit = await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0")));
        (await LookAsync(guard, commit)).ShouldBeEmpty();

        await scene.KubectlAsync(["set", "image", "deployment/app", "app=registry.lab/app:0.9.0"]);
        (await UntilAsync(guard, commit, f => f.Count > 0)).ShouldHaveSingleItem()
            .ShouldStartWith("error set_image registry.lab/app:0.9.0 runs, and Git wants registry.lab/app:1.0.0; no commit ever named it, by kubectl set image at 20");

        await scene.KubectlAsync(["set", "image", "deployment/app", "app=registry.lab/app:1.0.0"]);
        (await UntilAsync(guard, commit, f => f is [['w', ..]])).ShouldHaveSingleItem()
            .ShouldStartWith("warning set_image registry.lab/app:1.0.0 was set there, by kubectl set image at 20");
    }

    [Fact]
    public async Task Restarts_edits_and_strangers_are_told_with_the_tool_that_made_them()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        using var guard = Guard(scene);
        var commit = await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0")));

        await scene.KubectlAsync(["rollout", "restart", "deployment/app"]);
        (await UntilAsync(guard, commit, f => f.Count is 1)).Single().ShouldContain(", by kubectl rollout restart at 20");

        await scene.KubectlAsync(["create", "deployment", "stranger", "--image=registry.lab/x:latest"]);
        (await UntilAsync(guard, commit, f => f.Count is 3)).Select(Words(2)).ShouldBe(["error latest_tag", "warning manual_deployment", "warning restarted_by_hand"]);
        await scene.KubectlAsync(["delete", "deployment", "stranger"]);
        await UntilAsync(guard, commit, f => f.Count is 1);

        await scene.KubectlAsync(["run", "stray", "--image=registry.lab/x:1.0.0"]);
        (await UntilAsync(guard, commit, f => f.Count is 2))[0].ShouldStartWith("warning manual_deployment no manifest in Git has it; it came by kubectl run at 20");
        await scene.KubectlAsync(["delete", "pod", "stray", "--grace-period=0", "--force"]);

        await scene.KubectlAsync(["patch", "deployment/app", "-p", """{ "spec": { "minReadySeconds": 1 } }"""]);
        (await UntilAsync(guard, commit, f => f.Any(t => t.Contains("kubectl patch")))).ShouldContain(f => f.StartsWith("warning manual_deployment Git has it, and fields of it came by kubectl patch at 20"));
    }

    [Fact]
    public async Task What_Git_itself_wants_wrongly_is_told_where_it_runs_and_scaling_and_the_reconciler_are_innocent()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        using var guard = Guard(scene);
        var text = SampleManifests.Deployment("main").Replace("          env:", "          imagePullPolicy: Always\n          env:", StringComparison.Ordinal);
        await scene.KubectlAsync(["apply", "--server-side", "--field-manager=hecate-daemon", "-f", "-"], text);
        await scene.KubectlAsync(["scale", "deployment/app", "--replicas=2"]);
        var commit = scene.Git.Commit(("app/app.yaml", text));

        (await UntilAsync(guard, commit, f => f.Count > 0)).ShouldBe(
        [
            "warning always_pulled 'registry.lab/app:main' is always pulled: each start may run another image under the same tag",
            "error branch_tag 'registry.lab/app:main' follows a branch or channel",
        ]);
    }

    [Fact]
    public async Task What_a_node_runs_without_a_registrys_digest_was_built_there()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        using var guard = Guard(scene);
        var commit = await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0", replicas: 1)));
        var pods = await Eventually.Async<JsonNode, JsonNode>(() => scene.GetAsync("pods"), p => p["items"]!.AsArray() is [var pod] && pod!["status"]!["containerStatuses"] is not null);
        var status = pods["items"]![0]!["status"]!["containerStatuses"]!.DeepClone();
        status[0]!["imageID"] = "sha256:" + new string('a', 64);
        await scene.Lab.TryAsync(
            HttpMethod.Patch, $"api/v1/namespaces/{scene.Namespace}/pods/{pods["items"]![0]!["metadata"]!["name"]}/status",
            new JsonObject { ["status"] = new JsonObject { ["containerStatuses"] = status } }, "application/strategic-merge-patch+json", ClusterScene.Ct);

        (await UntilAsync(guard, commit, f => f.Count > 0)).ShouldHaveSingleItem().ShouldStartWith("error built_locally 'registry.lab/app:1.0.0' runs as sha256:aaaa");
    }

    [Fact]
    public async Task A_pod_is_listed_with_its_workload_and_the_age_of_its_template()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await scene.ApplyAsync(("app/app.yaml", SampleManifests.Deployment("1.0.0")));
        await scene.KubectlAsync(["run", "stray", "--image=registry.lab/x:1.0.0"]);
        var uid = (await scene.GetAsync("deployment/app"))["metadata"]!["uid"]!.GetValue<string>();
        var pods = new RunningPods(scene.Clusters);

        var listed = await Eventually.Async<IReadOnlyList<RunningPod>, IReadOnlyList<RunningPod>>(
            () => pods.ListAsync(scene.Environment, scene.Namespace, ClusterScene.Ct), p => p.Count is 3);

        listed.Where(p => p.Owner == uid).ShouldAllBe(p => p.TemplateSince <= p.CreatedAt && p.Live == null);
        listed.Count(p => p.Owner == uid).ShouldBe(2);
        listed.Single(p => p.Owner is null).Live.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_daemon_itself_does_not_apply_manifests_with_errors_unless_they_are_explained_or_the_way_back()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var guilty = scene.Git.Commit(("app/app.yaml", SampleManifests.Deployment("latest")));

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => scene.Direct.RequestAsync(scene.Request(guilty), ClusterScene.Ct));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldStartWith("the manifests are not applied: app/app.yaml:18: 'registry.lab/app:latest' is whatever was pushed last (Deployment app, container app) (latest_tag). Instead: Explicit version tags");
        await scene.Direct.RequestAsync(scene.Request(guilty) with { IsWayBack = true }, ClusterScene.Ct);
        var explained = SampleManifests.Deployment("latest").Replace("app:latest", "app:latest # hecate: ignore latest_tag a demo", StringComparison.Ordinal);
        await scene.ApplyAsync(("app/app.yaml", explained));
        await scene.ApplyAsync(
            ("app/app.yaml", SampleManifests.Deployment("latest")), (".hecate-lint.json", """{ "ignore": [{ "rule": "latest_tag", "path": "app/*", "reason": "a demo" }] }"""));
    }

    private static GuardScene Guard(ClusterScene scene) => new(scene.Environment, scene.Request(default).Division, services => services
        .AddSingleton<IReadManifests>(scene.Git)
        .AddSingleton(scene.Clusters)
        .AddSingleton(new RenderedManifests(scene.Git, TimeProvider.System))
        .AddSingleton<IReadWantedWorkloads, WantedWorkloads>()
        .AddSingleton<IListWorkloads, LiveWorkloadLists>()
        .AddSingleton<IListPods, RunningPods>()
        .AddSingleton<IReadGitOpsHistory, NoHistory>());

    private static Func<string, string> Words(int count) => text => string.Join(' ', text.Split(' ').Take(count));

    private static async Task<IReadOnlyList<string>> LookAsync(GuardScene guard, CommitId commit)
    {
        await guard.CompareAsync(commit);
        return await guard.OpenAsync();
    }

    /// <summary>The cluster's news take a moment to arrive.</summary>
    private static Task<IReadOnlyList<string>> UntilAsync(GuardScene guard, CommitId commit, Func<IReadOnlyList<string>, bool> isWanted) =>
        Eventually.Async<IReadOnlyList<string>, IReadOnlyList<string>>(() => LookAsync(guard, commit), isWanted);

    /// <summary>A repository in which nothing ever was; histories are tested with git.</summary>
    private sealed class NoHistory : IReadGitOpsHistory
    {
        public Task<IReadOnlyList<GitOpsChange>> ChangesAsync(GitOpsPart part, CommitId after, CommitId upTo, ImageName image, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<GitOpsChange>>([]);

        public Task<GitOpsCommit?> FindAsync(GitOpsPart part, CommitId upTo, ImageName image, string version, CancellationToken ct) =>
            Task.FromResult<GitOpsCommit?>(null);
    }
}
