namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class ArgoImageTests
{
    private const string Kind = "argo_image";

    [Theory]
    [InlineData("kustomize:\n  images:\n  - ghcr.io/org/app:«1.0.0»\n  - ghcr.io/org/tool:1.0.0\n")]
    [InlineData("kustomize:\n  images:\n  - 'web=ghcr.io/org/app:«1.0.0»'\n  - ghcr.io/org/app=ghcr.io/org/fork:1.0.0\n")]
    [InlineData("kind: Application\nspec: {source: {kustomize: {images: [ghcr.io/org/app:«1.0.0» ]}}}\n")]
    [InlineData("kind: Application\nspec:\n  sources:\n  - kustomize:\n      images:\n      - \"ghcr.io/org/app:«1.0.0»\"\n")]
    [InlineData("helm:\n  parameters:\n  - name: image.name\n    value: ghcr.io/org/app\n    forcestring: true\n  - name: image.tag\n    value: «1.0.0»\n    forcestring: true\n")]
    [InlineData("helm: {parameters: [{name: web.image.tag, value: '«1.0.0»'}, {name: web.image.registry, value: ghcr.io}, {name: web.image.repository, value: org/app}, {name: db.image.tag, value: 1.0.0}]}")]
    [InlineData("helm:\n  parameters:\n  - {name: image, value: 'ghcr.io/org/app:«1.0.0»'}\n")]
    public void What_is_put_over_a_kustomization_or_a_chart_is_a_place(string text) => Sample.ShouldChangeWhereMarked(".argocd-source-web.yaml", text, Kind);

    [Fact]
    public void A_digest_is_renewed_with_the_tag() =>
        Sample.ShouldChangeWhereMarked("a.yaml", "kustomize:\n  images:\n  - web=ghcr.io/org/app:«1.0.0»@«DIGEST»\n", Kind, Sample.NewDigest);

    [Theory]
    [InlineData("images:\n- ghcr.io/org/app:1.0.0\n")]
    [InlineData("kustomize:\n  images:\n  - ghcr.io/org/app\n  - ghcr.io/org/app=ghcr.io/org/fork:1.0.0\n")]
    [InlineData("helm:\n  parameters:\n  - {name: chart.tag, value: 1.0.0}\n  - {name: image.name, value: ghcr.io/org/app}\n")]
    [InlineData("helm:\n  parameters:\n  - {name: image.tag, value: 1.0.0}\n  - {name: image.name, value: ghcr.io/org/tool}\n")]
    public void Anything_else_is_none(string text) => Sample.ShouldBeNoPlace("a.yaml", text);
}
