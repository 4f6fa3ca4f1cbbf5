using HecateDaemon.Lifecycle.Reconciliation;
using static HecateDaemon.Lifecycle.Tests.Reconciliation.DriftSamples;

namespace HecateDaemon.Lifecycle.Tests.Reconciliation;

public sealed class ForeignTests
{
    [Theory]
    [InlineData(""" "labels": { "kustomize.toolkit.fluxcd.io/name": "apps", "kustomize.toolkit.fluxcd.io/namespace": "flux-system" } """, DriftKind.NotWanted)]
    [InlineData(""" "labels": {} """, DriftKind.Unknown)]
    [InlineData(""" "labels": { "kustomize.toolkit.fluxcd.io/name": "others", "kustomize.toolkit.fluxcd.io/namespace": "flux-system" } """, null)]
    [InlineData(""" "annotations": { "meta.helm.sh/release-name": "redis" } """, null)]
    [InlineData(""" "annotations": { "argocd.argoproj.io/tracking-id": "shop:apps/Deployment:shop/x" } """, null)]
    [InlineData(""" "ownerReferences": [{ "controller": true, "uid": "u" }] """, null)]
    public void A_workload_that_no_manifest_names_is_left_over_anothers_or_unknown(string metadata, DriftKind? kind) =>
        (Foreign.Judge(Flux, "Deployment", "shop", "x", Json($$"""{ "metadata": { "name": "x", {{metadata}} } }"""))?.Kind).ShouldBe(kind);

    [Fact]
    public void An_unknown_workload_is_told_with_the_tool_that_made_it() =>
        Foreign.Judge(Flux, "Deployment", "shop", "x", Live(null,
            ("kube-controller-manager", "", "2026-03-01T11:00:00Z", """{ "f:status": {} }"""), ("kubectl-create", "", "2026-03-01T11:00:00Z", """{ "f:spec": {} }""")))!
            .ToString().ShouldBe("Deployment shop/x is in no manifest, by kubectl create at 2026-03-01T11:00:00Z");
}
