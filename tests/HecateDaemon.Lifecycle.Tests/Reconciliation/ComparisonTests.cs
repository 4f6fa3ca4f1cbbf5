using System.Text.Json;
using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Reconciliation;
using static HecateDaemon.Lifecycle.Tests.Reconciliation.DriftSamples;

namespace HecateDaemon.Lifecycle.Tests.Reconciliation;

public sealed class ComparisonTests
{
    private const string OtherDigest = "sha256:9999999999999999999999999999999999999999999999999999999999999999";
    private const string Pinned = "ghcr.io/org/app:2.0.0@sha256:2222222222222222222222222222222222222222222222222222222222222222";

    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public void What_the_server_fills_in_is_no_drift(string kind) => Differences(Wanted(kind: kind), Live()).ShouldBeEmpty();

    [Fact]
    public void Another_image_names_who_set_it_and_when()
    {
        var drift = Differences(Wanted(), Live(
            l => Container(l)["image"] = "ghcr.io/org/app:1.9.9",
            ("kustomize-controller", "", "2026-03-01T10:00:00Z", ImageField),
            ("kubectl-set", "", "2026-03-01T11:00:00Z", ImageField))).ShouldHaveSingleItem();

        drift.Kind.ShouldBe(DriftKind.Changed);
        drift.Cause.ShouldBe(new DriftCause("kubectl-set", "kubectl set image", new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero)));
        drift.ToString().ShouldBe(
            "Deployment shop/app container app image is ghcr.io/org/app:1.9.9 instead of ghcr.io/org/app:2.0.0, by kubectl set image at 2026-03-01T11:00:00Z");
    }

    [Theory]
    [InlineData("kubectl-edit", "kubectl edit")]
    [InlineData("kubectl-patch", "kubectl patch")]
    [InlineData("kubectl-client-side-apply", "kubectl apply")]
    [InlineData("argocd-controller", null)]
    public void A_tool_is_named_by_what_it_did_where_that_is_known(string manager, string? did) =>
        Differences(Wanted(), Live(l => Container(l)["image"] = "x:1", (manager, "", "2026-03-01T11:00:00Z", ImageField)))
            .ShouldHaveSingleItem().Cause!.Did.ShouldBe(did);

    [Fact]
    public void What_the_reconciler_itself_set_was_not_applied_yet() =>
        Differences(Wanted(), Live(l => Container(l)["image"] = "ghcr.io/org/app:1.9.9", ("kustomize-controller", "", "2026-03-01T10:00:00Z", ImageField)))
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DriftKind.NotApplied), d => d.Cause.ShouldBeNull());

    [Fact]
    public void Without_an_owner_nobody_is_blamed() =>
        Differences(Wanted(), Live(l => Container(l)["image"] = "x:1")).ShouldHaveSingleItem().Cause.ShouldBeNull();

    [Fact]
    public void The_same_tag_with_another_digest_is_a_drift_of_the_digest()
    {
        var wanted = Wanted() with { Json = Json(Wanted().Json.GetRawText().Replace("ghcr.io/org/app:2.0.0", Pinned)) };

        Differences(wanted, Live(l => Container(l)["image"] = "ghcr.io/org/app:2.0.0@" + OtherDigest)).ShouldHaveSingleItem().Aspect.ShouldBe(DriftAspect.Digest);
    }

    [Theory]
    [InlineData("", "Always", "IfNotPresent")]
    [InlineData(", \"imagePullPolicy\": \"Always\"", "IfNotPresent", "Always")]
    public void Another_pull_policy_is_found_also_where_git_leaves_it_to_the_default(string container, string has, string wants)
    {
        var drift = Differences(Wanted(container: container), Live(l => Container(l)["imagePullPolicy"] = has, ("kubectl-edit", "", "2026-03-01T11:00:00Z", PolicyField))).ShouldHaveSingleItem();

        (drift.Aspect, drift.Wanted, drift.Live).ShouldBe((DriftAspect.PullPolicy, wants, has));
    }

    [Fact]
    public void A_default_that_an_earlier_image_left_behind_is_no_drift() =>
        Differences(Wanted(), Live(l => Container(l)["imagePullPolicy"] = "Always")).ShouldBeEmpty();

    [Theory]
    [InlineData("", """{ "type": "Recreate" }""", "RollingUpdate", "Recreate")]
    [InlineData("\"strategy\": { \"rollingUpdate\": { \"maxSurge\": 1 } },", """{ "type": "RollingUpdate", "rollingUpdate": { "maxSurge": 5, "maxUnavailable": 0 } }""", "RollingUpdate maxSurge=1", "RollingUpdate maxSurge=5")]
    public void Another_strategy_is_told_with_the_parameters_that_git_names(string spec, string has, string wants, string tells)
    {
        var drift = Differences(Wanted(spec), Live(l => l["spec"]!["strategy"] = JsonNode.Parse(has))).ShouldHaveSingleItem();

        (drift.Aspect, drift.Wanted, drift.Live).ShouldBe((DriftAspect.Strategy, wants, tells));
    }

    [Theory]
    [InlineData("kubectl", "scale", "kubectl scale")]
    [InlineData("kubectl", "", "kubectl scale")]
    [InlineData("kube-controller-manager", "scale", "the horizontal pod autoscaler")]
    public void A_scaled_workload_is_told_with_or_without_the_subresource(string manager, string subresource, string did) =>
        Differences(Wanted("\"replicas\": 2,"), Live(l => l["spec"]!["replicas"] = 5, (manager, subresource, "2026-03-01T11:00:00Z", """{ "f:spec": { "f:replicas": {} } }""")))
            .ShouldHaveSingleItem().Cause!.Did.ShouldBe(did);

    [Fact]
    public void Servers_that_lose_who_scaled_leave_the_cause_open() =>
        Differences(Wanted("\"replicas\": 2,"), Live(l => l["spec"]!["replicas"] = 5, ("kustomize-controller", "", "2026-03-01T11:00:00Z", """{ "f:spec": { "f:replicas": {} } }""")))
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DriftKind.Changed), d => d.Cause.ShouldBeNull());

    [Fact]
    public void Replicas_that_git_does_not_name_are_anybodys() => Differences(Wanted(), Live(l => l["spec"]!["replicas"] = 50)).ShouldBeEmpty();

    [Fact]
    public void Pods_that_were_restarted_by_hand_are_told()
    {
        var drift = Differences(Wanted(), Live(
            l => l["spec"]!["template"]!["metadata"]!["annotations"]!["kubectl.kubernetes.io/restartedAt"] = "2026-03-01T11:00:00Z",
            ("kubectl-rollout", "", "2026-03-01T11:00:00Z", """{ "f:spec": { "f:template": { "f:metadata": { "f:annotations": { "f:kubectl.kubernetes.io/restartedAt": {} } } } } }""")))
            .ShouldHaveSingleItem();

        (drift.Aspect, drift.Cause!.Did).ShouldBe((DriftAspect.Restart, "kubectl rollout restart"));
    }

    [Fact]
    public void A_container_too_many_and_one_too_few_are_told()
    {
        var drift = Differences(Wanted(), Live(l => Container(l)["name"] = "debugger"));

        drift.Select(d => (d.Container, d.Aspect, d.Live is null)).ShouldBe([("app", DriftAspect.Container, true), ("debugger", DriftAspect.Container, false)]);
    }

    private const string PolicyField = """{ "f:spec": { "f:template": { "f:spec": { "f:containers": { "k:{\"name\":\"app\"}": { "f:imagePullPolicy": {} } } } } } }""";

    private static List<Drift> Differences(WantedWorkload wanted, JsonElement live) => [.. new Comparison(Flux, wanted, live).Differences()];
}
