using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Tests.Reconciliation;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Lifecycle.Tests.AntiPatterns.InACluster;
using SeenWorkload = HecateDaemon.Lifecycle.AntiPatterns.SeenWorkload;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class ClusterRulesTests
{
    private const string Place = "Deployment shop/app container app";
    private const string WholeSpec = """{ "f:spec": { "f:replicas": {}, "f:selector": {}, "f:template": { "f:spec": { "f:restartPolicy": {}, "f:containers": { "k:{\"name\":\"app\"}": { "f:image": {} } } } } } }""";

    [Fact]
    public void A_workload_as_it_was_shipped_is_innocent() =>
        Findings(Workload() with { Pods = [Pod("p1", TimeSpan.FromSeconds(-30)), Pod("p2", TimeSpan.FromSeconds(-10))] }).ShouldBeEmpty();

    [Theory]
    [InlineData("ghcr.io/org/app:latest", "error latest_tag")]
    [InlineData("ghcr.io/org/app", "error latest_tag")]
    [InlineData("ghcr.io/org/app:main", "error branch_tag")]
    [InlineData("ghcr.io/org/app:alpine", "warning branch_tag")]
    [InlineData("ghcr.io/org/app:1.2", "note floating_tag")]
    [InlineData("localhost/app:1.2.3", "error built_locally")]
    [InlineData("ghcr.io/org/app:dev", "error built_locally")]
    public void A_tag_that_tells_no_version_is_found_where_it_runs(string image, string wanted) =>
        Findings(Workload(image, pullPolicy: null)).ShouldHaveSingleItem().ShouldStartWith($"{wanted} {Place}: ");

    [Fact]
    public void A_digest_makes_every_tag_innocent() =>
        Findings(Workload("ghcr.io/org/app:main@sha256:" + new string('a', 64), pullPolicy: null)).ShouldBeEmpty();

    [Fact]
    public void What_only_pods_have_is_found_in_them() =>
        Findings(Workload() with { Pods = [Pod("p1", TimeSpan.Zero) with { Containers = [new("proxy", "istio/proxyv2:latest", "", 0, Ready: true, null, null)] }] })
            .ShouldHaveSingleItem().ShouldBe("error latest_tag Deployment shop/app container proxy: 'istio/proxyv2:latest' is whatever was pushed last");

    [Fact]
    public void Always_pulling_is_found_and_behind_a_digest_only_noted()
    {
        Findings(Workload(pullPolicy: "Always")).ShouldHaveSingleItem().ShouldStartWith($"warning always_pulled {Place}: ");
        Findings(Workload("ghcr.io/org/app:2.0.0@sha256:" + new string('a', 64), "Always")).ShouldHaveSingleItem().ShouldStartWith("note always_pulled");
    }

    [Fact]
    public void That_latest_is_always_pulled_is_not_said_twice() =>
        Findings(Workload("ghcr.io/org/app:latest", "Always")).ShouldHaveSingleItem().ShouldStartWith("error latest_tag");

    [Fact]
    public void An_image_that_Git_does_not_want_is_told_with_tool_and_time_and_with_who_is_not_known()
    {
        var workload = Workload("ghcr.io/org/app:1.9.9") with { Drift = [Drifted(DriftAspect.Image, "ghcr.io/org/app:1.9.9")] };

        var found = All(new([workload])).ShouldHaveSingleItem();

        found.Seen.ShouldBe("ghcr.io/org/app:1.9.9 runs, and Git wants ghcr.io/org/app:2.0.0, by kubectl set image at 2026-03-01T12:00:00Z");
        (found.Rule, found.Severity, found.Version, found.By!.Did).ShouldBe(("set_image", Severity.Error, null, "kubectl set image"));
        found.By.NotKnown.ShouldBe("who used the tool: the cluster keeps tools, not people");
    }

    [Fact]
    public void Whether_a_commit_ever_named_such_an_image_is_told_where_that_is_known()
    {
        var workload = Workload("ghcr.io/org/app:1.9.9") with { Drift = [Drifted(DriftAspect.Image, "ghcr.io/org/app:1.9.9", tool: null)] };
        var commit = new GitOpsCommit(CommitId.Parse(new string('c', 40)), "rl", RolledOut, "bump");

        Findings(new ClusterLook([workload]) { Named = Named(null) }).ShouldHaveSingleItem().ShouldEndWith("Git wants ghcr.io/org/app:2.0.0; no commit ever named it");
        Findings(new ClusterLook([workload]) { Named = Named(commit) }).ShouldHaveSingleItem().ShouldEndWith($"; commit {commit.Id} named it last");

        static Dictionary<string, GitOpsCommit?> Named(GitOpsCommit? by) => new(StringComparer.Ordinal) { ["ghcr.io/org/app:1.9.9"] = by };
    }

    [Fact]
    public void An_image_set_by_hand_that_Git_wants_by_now_is_a_warning() =>
        Findings(Workload(managers: ("kubectl-set", "", "2026-03-01T11:00:00Z", DriftSamples.ImageField))).ShouldHaveSingleItem()
            .ShouldBe($"warning set_image {Place}: ghcr.io/org/app:2.0.0 was set there, by kubectl set image at 2026-03-01T11:00:00Z; by now Git wants the same");

    [Fact]
    public void What_the_reconciler_has_not_applied_yet_was_set_by_nobody() =>
        Findings(Workload() with { Drift = [Drifted(DriftAspect.Image, "ghcr.io/org/app:1.9.9", DriftKind.NotApplied, tool: null)] }).ShouldBeEmpty();

    [Theory]
    [InlineData("kustomize-controller")]
    [InlineData("hecate-daemon")]
    [InlineData("argocd-application-controller")]
    [InlineData("kube-controller-manager")]
    public void What_a_reconciler_or_controller_set_is_innocent(string manager) =>
        Findings(Workload(managers: (manager, "", "2026-03-01T11:00:00Z", WholeSpec))).ShouldBeEmpty();

    [Theory]
    [InlineData("kubectl-client-side-apply", "kubectl apply")]
    [InlineData("kubectl-edit", "kubectl edit")]
    [InlineData("helm", "helm")]
    public void What_Git_has_and_a_persons_tool_applied_is_a_manual_deployment(string manager, string did) =>
        Findings(Workload(managers: (manager, "", "2026-03-01T11:00:00Z", WholeSpec))).ShouldHaveSingleItem()
            .ShouldBe($"warning manual_deployment Deployment shop/app: Git has it, and fields of it came by {did} at 2026-03-01T11:00:00Z");

    [Fact]
    public void Scaling_is_no_deployment() =>
        Findings(Workload(managers: ("kubectl", "", "2026-03-01T11:00:00Z", """{ "f:spec": { "f:replicas": {} } }"""))).ShouldBeEmpty();

    [Fact]
    public void A_workload_that_is_in_no_manifest_is_a_manual_deployment_and_a_note_where_no_person_made_it()
    {
        Findings(Stranger("kubectl-create")).ShouldHaveSingleItem()
            .ShouldBe("warning manual_deployment Deployment shop/app: no manifest in Git has it; it came by kubectl create at 2026-03-01T12:00:00Z");
        Findings(Stranger("some-operator")).ShouldHaveSingleItem().ShouldStartWith("note manual_deployment");
        Findings(Stranger(tool: null)).ShouldHaveSingleItem().ShouldBe("warning manual_deployment Deployment shop/app: no manifest in Git has it");

        static SeenWorkload Stranger(string? tool) => Workload() with
        {
            IsWanted = false,
            DivisionId = null,
            Shipped = null,
            Drift = [Drifted(DriftAspect.Image, live: null, DriftKind.Unknown, tool) with { Container = null, Aspect = null, Wanted = null }],
        };
    }

    [Fact]
    public void A_restart_is_told_by_its_mark_whoever_made_it()
    {
        Findings(Workload() with { Drift = [Drifted(DriftAspect.Restart, "2026-03-02T08:00:00Z", tool: "kubectl-rollout")] }).ShouldHaveSingleItem()
            .ShouldBe("warning restarted_by_hand Deployment shop/app: its pods were restarted at 2026-03-02T08:00:00Z, by kubectl rollout restart at 2026-03-01T12:00:00Z");
        Findings(Workload() with { Drift = [Drifted(DriftAspect.Restart, "2026-03-02T08:00:00Z", DriftKind.NotApplied, tool: null)] }).ShouldHaveSingleItem()
            .ShouldBe("warning restarted_by_hand Deployment shop/app: its pods were restarted at 2026-03-02T08:00:00Z");
    }

    [Fact]
    public void Pods_that_are_all_younger_than_their_rollout_with_the_same_template_are_noted() =>
        Findings(Workload() with { Pods = [Pod("p1", TimeSpan.FromHours(3)), Pod("p2", TimeSpan.FromHours(4))] }).ShouldHaveSingleItem()
            .ShouldBe("note restarted_by_hand Deployment shop/app: all of its 2 pods came after the rollout of 2026-03-01T12:00:00Z, the last one at 2026-03-01T16:00:00Z, and the template is the same");

    [Fact]
    public void Some_younger_pods_a_new_template_and_an_unseen_rollout_are_innocent()
    {
        Findings(Workload() with { Pods = [Pod("p1", TimeSpan.FromHours(3)), Pod("p2", TimeSpan.Zero)] }).ShouldBeEmpty();
        Findings(Workload() with { Pods = [Pod("p1", TimeSpan.FromHours(3), template: TimeSpan.FromHours(2))] }).ShouldBeEmpty();
        var unseen = Workload() with { Pods = [Pod("p1", TimeSpan.FromHours(3))] };
        Findings(unseen with { Shipped = unseen.Shipped! with { RolledOutAt = null } }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 1)]
    [InlineData("docker://sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 1)]
    [InlineData(PulledId, 0)]
    [InlineData("docker-pullable://" + PulledId, 0)]
    [InlineData("", 0)]
    public void What_runs_without_a_registrys_digest_was_built_on_its_node(string imageId, int findings)
    {
        var found = All(new([Workload() with { Pods = [Pod("p1", TimeSpan.Zero, imageId)] }]));

        found.Select(f => f.Rule).ShouldBe(Enumerable.Repeat("built_locally", findings));
        // The next version replaces it: it must not be kept from being shipped.
        found.ShouldAllBe(f => f.Version == ReleaseVersion.Parse("2.0.0"));
    }

    [Fact]
    public void Two_workloads_of_one_division_on_different_versions_are_found_and_those_of_two_divisions_are_not()
    {
        Findings(Workload().Called("web"), Workload("ghcr.io/org/app:1.9.0").Called("worker")).ShouldHaveSingleItem()
            .ShouldBe("warning mixed_versions Deployment shop/worker container app: it runs 1.9.0 of 'ghcr.io/org/app', and Deployment shop/web runs 2.0.0");
        Findings(Workload().Called("web"), Workload("ghcr.io/org/app:1.9.0").Called("worker") with { DivisionId = DivisionId.Parse("other") }).ShouldBeEmpty();
        Findings(Workload().Called("web"), Workload("ghcr.io/org/sidecar:1.9.0").Called("worker")).ShouldBeEmpty();
    }
}
