namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class LatestTagTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("app:latest")]
    [InlineData("app")]
    [InlineData("'app:'")]
    [InlineData("registry.example.org:5000/team/app")]
    [InlineData("ghcr.io/org/app:latest-alpine")]
    [InlineData("\"${REGISTRY}/app:latest\"")]
    public void An_image_of_no_known_version_is_guilty(string image) =>
        Lint.Of(("app.yaml", Lint.Deployment(image))).ShouldBe(["latest_tag app.yaml:10:18"]);

    [Theory]
    [InlineData("app:1.2.3")]
    [InlineData("app:latest@" + Digest)]
    [InlineData("app@" + Digest)]
    [InlineData("registry.example.org:5000/team/app:v0.7.3")]
    [InlineData("\"\"")]
    public void A_version_or_a_digest_is_innocent(string image) => Lint.Of(("app.yaml", Lint.Deployment(image))).ShouldBeEmpty();

    [Theory]
    [InlineData("global:\n  imageTag: \"\"\n")]
    [InlineData("global:\n  imageTag: ~\n")]
    [InlineData("global:\n  imageTag: 1.2.3\n")]
    public void A_tag_that_is_not_filled_in_is_the_charts_affair(string values) => Lint.Of(("values.yaml", values)).ShouldBeEmpty();

    [Fact]
    public void What_a_variable_fills_in_cannot_be_told()
    {
        Lint.Of(("app.yaml", Lint.Deployment("app:${TAG}"))).ShouldBeEmpty();
        Lint.Unclear(("app.yaml", Lint.Deployment("app:${TAG}"))).ShouldHaveSingleItem().Line.ShouldBe(10);
    }

    [Theory]
    [InlineData("pod.json", """{"kind": "Pod", "apiVersion": "v1", "spec": {"initContainers": [{"name": "a", "image": "app"}]}}""")]
    [InlineData("list.yaml", "kind: List\napiVersion: v1\nitems:\n  - kind: Pod\n    apiVersion: v1\n    spec:\n      containers: [{name: a, image: app}]\n")]
    [InlineData("crd.yaml", "kind: Tool\napiVersion: example.org/v1\nspec:\n  podTemplate:\n    spec:\n      containers: [{name: a, image: app}]\n")]
    [InlineData("workflow.yaml", "kind: Workflow\napiVersion: argoproj.io/v1\nspec:\n  templates:\n    - name: a\n      container: {image: app}\n")]
    [InlineData("anchors.yaml", "a: &a {image: app}\nspec:\n  containers:\n    - <<: *a\n      name: b\n")]
    [InlineData("values.yaml", "image:\n  repository: ghcr.io/org/app\n  tag: latest\n")]
    [InlineData("values.yaml", "controller:\n  image:\n    tag: latest\n")]
    [InlineData("release.yaml", "kind: HelmRelease\napiVersion: helm.toolkit.fluxcd.io/v2\nspec:\n  values:\n    image: {repository: org/app, tag: latest}\n")]
    [InlineData("values.yaml", "image: ghcr.io/org/app\nimageTag: latest\n")]
    [InlineData("kustomization.yaml", "images:\n  - name: app\n    newTag: latest\n")]
    [InlineData("compose.yaml", "services:\n  app:\n    image: app\n")]
    [InlineData("app.container", "[Unit]\nDescription=App\n[Container]\nImage=ghcr.io/org/app\n")]
    [InlineData("deployment.yaml", "spec:\n  containers:\n    {{- range .Values.all }}\n    - name: {{ . }}\n      image: busybox\n    {{- end }}\n")]
    public void It_is_found_wherever_images_are_asked_for(string path, string text) => Lint.Codes(path, text).ShouldBe(["latest_tag"]);

    [Theory]
    [InlineData("policy.yaml", "kind: ClusterPolicy\napiVersion: kyverno.io/v1\nspec:\n  rules:\n    - validate: {pattern: {spec: {containers: [{image: '!*:latest', imagePullPolicy: Always}]}}}\n")]
    [InlineData("crd.yaml", "kind: CustomResourceDefinition\napiVersion: apiextensions.k8s.io/v1\nspec: {x: {default: {containers: [{image: app}]}}}\n")]
    [InlineData("repository.yaml", "kind: ImageRepository\napiVersion: image.toolkit.fluxcd.io/v1\nspec: {image: ghcr.io/org/app}\n")]
    [InlineData(".github/workflows/ci.yaml", "jobs: {a: {container: {image: 'node:latest'}}}\n")]
    [InlineData("ci/build.yml", "build:\n  image: node:latest\n  script: [make]\n")]
    [InlineData("readme.txt", "image: app:latest\n")]
    public void What_only_speaks_about_images_is_innocent(string path, string text)
    {
        Lint.Codes(path, text).ShouldBeEmpty();
        Lint.Unclear((path, text)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("values.yaml", "image:\n  repository: ghcr.io/org/app\n  tag: \"\"\n")]
    [InlineData("tool.yaml", "kind: Tool\napiVersion: example.org/v1\nspec: {image: ghcr.io/org/app}\n")]
    [InlineData("pod.yaml", "kind: Pod\napiVersion: v1\nspec: {containers: [{name: istio-proxy, image: auto}]}\n")]
    [InlineData("templates/a.yaml", "spec:\n  containers:\n    - image: \"{{ .Values.image }}:{{ .Values.tag }}\"\n")]
    public void What_is_decided_elsewhere_cannot_be_told(string path, string text)
    {
        Lint.Codes(path, text).ShouldBeEmpty();
        Lint.Unclear((path, text)).ShouldHaveSingleItem();
    }
}
