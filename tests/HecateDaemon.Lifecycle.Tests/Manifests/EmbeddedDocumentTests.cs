using System.Text;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

/// <summary>Documents in literal blocks.</summary>
public sealed class EmbeddedDocumentTests
{
    private static readonly ManifestEditor Editor = new(Kinds.All);

    [Theory]
    [InlineData("patches:\n- patch: |-\n    kind: Deployment\n    spec:\n      containers:\n      - image: ghcr.io/org/app:«1.0.0» # 1.0.0\n  target: {kind: Deployment}\n")]
    [InlineData("patchesStrategicMerge:\n  - |\n    # a patch\n\n    containers: [{image: 'ghcr.io/org/app:«1.0.0»'}]")]
    [InlineData("extraInitContainers: |\r\n  - name: a\r\n    image: x:1\r\ninitContainers: |\r\n  containers:\r\n  - image: ghcr.io/org/app:«1.0.0»\r\n")]
    [InlineData("patch: |2\n    containers:\n    - image: ghcr.io/org/app:«1.0.0»\n\n\n")]
    [InlineData("patch: &p |+\n  containers:\n  - image: ghcr.io/org/app:«1.0.0»\n\nother: *p\n")]
    [InlineData("clouds: |\n  jenkins:\n    yaml: |-\n      containers:\n        - image: \"ghcr.io/org/app:«1.0.0»\"\n    more: b\n")]
    public void A_container_is_a_place(string text) => Sample.ShouldChangeWhereMarked("a.yaml", text, "pod_spec");

    [Theory]
    [InlineData("kind: Application\nspec:\n  source:\n    helm:\n      values: |\n        image:\n          repository: ghcr.io/org/app\n          tag: «1.0.0»\n")]
    [InlineData("kind: ConfigMap\ndata:\n  values.yaml: |\n    image: {repository: ghcr.io/org/app, tag: '«1.0.0»'}\n")]
    [InlineData("values: |\n  image:\n    repository: ghcr.io/org/app\n    tag: «1.0.0»\n  note: {{ .Release.Name }}\n")]
    public void Values_are_places(string text) => Sample.ShouldChangeWhereMarked("a.yaml", text, "repository_and_tag");

    [Fact]
    public void Its_line_and_column_are_those_of_the_file()
    {
        var text = "a: b\npatch: |\n\n    containers:\n    - {name: web, image: ghcr.io/org/app:1.0.0}\n";

        var place = Editor.Find("a.yaml", Encoding.UTF8.GetBytes(text), Sample.App).Places.ShouldHaveSingleItem();

        (place.Line, place.Column, place.Container).ShouldBe((5, 42, "web"));
        text.Split('\n')[4][41..].ShouldStartWith("1.0.0");
    }

    [Fact]
    public void A_digest_is_renewed_with_the_tag() => Sample.ShouldChangeWhereMarked(
        "a.yaml", "patch: |\n  images:\n  - name: ghcr.io/org/app\n    newTag: «1.0.0»\n    digest: «DIGEST»\n", "kustomize_image", Sample.NewDigest);

    [Theory]
    [InlineData("metadata:\n  annotations:\n    last-applied: |\n      {\"containers\": [{\"image\": \"ghcr.io/org/app:1.0.0\"}]}\n")]
    [InlineData("metadata:\n  labels:\n    x: |\n      containers: [{image: ghcr.io/org/app:1.0.0}]\n")]
    [InlineData("status:\n  x: |\n    containers: [{image: ghcr.io/org/app:1.0.0}]\n")]
    [InlineData("args:\n- |\n  image: ghcr.io/org/app:1.0.0\n")]
    [InlineData("command: [sh, -c]\nargs:\n- -c\n- |\n  image: ghcr.io/org/app:1.0.0\n")]
    [InlineData("command:\n- |\n  image: ghcr.io/org/app:1.0.0\n")]
    [InlineData("description: |\n  image: ghcr.io/org/app:1.0.0\n")]
    [InlineData("script: |\n  set -e\n  image: ghcr.io/org/app:1.0.0\n")]
    [InlineData("text: >\n  image: ghcr.io/org/app:1.0.0\n")]
    [InlineData("text: \"image: ghcr.io/org/app:1.0.0\"\n")]
    [InlineData("a: |\n  b: |\n    c: |\n      image: ghcr.io/org/app:1.0.0\n")]
    public void What_only_tells_about_an_image_is_no_place(string text) => Sample.ShouldBeNoPlace("a.yaml", text);

    [Theory]
    [InlineData("patch: |\n  containers:\n  - image: ${REGISTRY}/org/app:1.0.0\n", "a variable")]
    [InlineData("patch: |\n  containers:\n  - image: \"ghcr.io/org/app:\\\n      1.0.0\"\n", "several lines")]
    [InlineData("patch: |\n  images:\n  - name: ghcr.io/org/app\n    newTag: 1.0.0\n    newTag: 1.0.1\n", "twice")]
    public void What_has_two_meanings_is_unclear(string text, string why) => Sample.ShouldBeUnclear("a.yaml", text, why);
}
