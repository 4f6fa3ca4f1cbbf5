namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class ImageKeyTests
{
    private const string Kind = "image_key";

    [Theory]
    [InlineData("values.yaml", "web:\n  image: ghcr.io/org/app:«1.0.0» # 1.0.0\n  initImage: 'ghcr.io/org/app:«1.0.0»'\n")]
    [InlineData("compose.yaml", "services:\n  web:\n    image: ghcr.io/org/app:«1.0.0»\n  db:\n    image: postgres:1.0.0\n")]
    [InlineData("docker-compose.yml", "x-app: &app\n  image: ghcr.io/org/app:«1.0.0»\nservices:\n  a: *app\n  b:\n    <<: *app\n")]
    [InlineData("x.json", "{\"kind\":\"Prometheus\",\"spec\":{\"image\":\"ghcr.io/org/app:«1.0.0»\"}}")]
    [InlineData("a.yaml", "containers:\n- image: ghcr.io/org/app:«1.0.0»\n  tag: mine\n")]
    [InlineData("x.yaml", "x: &i ghcr.io/org/app:«1.0.0»\na: {image: *i }\nb: {image: *i }\n")]
    [InlineData("cluster.yaml", "kind: Cluster\nspec: {imageName: \"ghcr.io/org/app:«1.0.0»\"}\n")]
    [InlineData("cm.yaml", "kind: ConfigMap\ndata:\n  HELPER_IMAGE: ghcr.io/org/app:«1.0.0»\n  helper_image: ghcr.io/org/app:«1.0.0»\n")]
    public void A_whole_image_is_a_place(string file, string text) => Sample.ShouldChangeWhereMarked(file, text, Kind);

    [Fact]
    public void A_digest_is_renewed_with_the_tag() => Sample.ShouldChangeWhereMarked(
        "compose.yaml", "services: {web: {image: \"ghcr.io/org/app:«1.0.0»@«DIGEST»\"}}", Kind, Sample.NewDigest);

    [Theory]
    [InlineData("postBuild: {substitute: {APP: \"ghcr.io/org/app:«1.0.0»@«DIGEST»\"}}")]
    [InlineData("env: [{name: RUNNER, value: ghcr.io/org/app:«1.0.0»@«DIGEST»}]")]
    [InlineData("args:\n- ghcr.io/org/app@«DIGEST»\n")]
    public void What_is_pinned_by_digest_is_an_image_under_any_key(string text) =>
        Sample.ShouldChangeWhereMarked("a.yaml", text, Kind, Sample.NewDigest);

    [Theory]
    [InlineData("services: {web: {image: 'ghcr.io/org/app:${TAG:-1.0.0}'}}", "a variable")]
    [InlineData("services: {web: {image: '${REGISTRY}/org/app:1.0.0'}}", "a variable")]
    [InlineData("services: {web: {image: ghcr.io/org/app:1.0.0@DIGEST}}", "no new digest")]
    public void What_cannot_be_told_is_said(string text, string why) => Sample.ShouldBeUnclear("compose.yaml", text, why);

    [Theory]
    [InlineData("kind: ImageRepository\nspec: {image: ghcr.io/org/app}")]
    [InlineData("metadata: {annotations: {image: ghcr.io/org/app:1.0.0}}")]
    [InlineData("metadata: {annotations: {was: ghcr.io/org/app:1.0.0@DIGEST}}")]
    [InlineData("metadata: {labels: {image: ghcr.io/org/app:1.0.0}}")]
    [InlineData("- ghcr.io/org/app:1.0.0")]
    [InlineData("x: &i ghcr.io/org/app:1.0.0\n---\nimage: *i\n")]
    [InlineData("image: [ghcr.io/org/app:1.0.0]")]
    [InlineData("x: ghcr.io/org/app:1.0.0@sha256:short")]
    [InlineData("note: runs ghcr.io/org/app:1.0.0@DIGEST")]
    [InlineData("url: oci://ghcr.io/org/app:1.0.0@DIGEST")]
    [InlineData("image: ghcr.io/org/app")]
    [InlineData("status: {containerStatuses: [{image: ghcr.io/org/app:1.0.0}]}")]
    [InlineData("env: [{name: IMAGE, value: ghcr.io/org/app:1.0.0}]")]
    [InlineData("image: ghcr.io/org/tool:1.0.0 # was ghcr.io/org/app:1.0.0")]
    public void What_only_tells_about_an_image_is_no_place(string text) => Sample.ShouldBeNoPlace("a.yaml", text);
}
