namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class KustomizeImageTests
{
    private const string Kind = "kustomize_image";

    [Theory]
    [InlineData("kustomization.yaml")]
    [InlineData("kustomization.yml")]
    [InlineData("deep/er/Kustomization")]
    public void The_new_tag_of_the_image_is_a_place(string file) => Sample.ShouldChangeWhereMarked(
        file,
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: [web.yaml] # 1.0.0
        images:
          - newTag: "«1.0.0»" # this
            name: ghcr.io/org/app
          - name: ghcr.io/org/tool
            newTag: 1.0.0
          - {name: placeholder, newName: ghcr.io/org/app, newTag: '«1.0.0»'}
        """,
        Kind);

    [Theory]
    [InlineData("kind: Component\nimages:\n- name: ghcr.io/org/app\n  newTag: «1.0.0»\n")]
    [InlineData("kind: Kustomization\r\nspec:\r\n  images:\r\n  - newTag: «1.0.0»\r\n    newName: ghcr.io/org/app\r\n    name: app")]
    [InlineData("images:\n- name: app\n  newName: ghcr.io/org/app:«1.0.0»\n- name: tool\n  newName: ghcr.io/org/tool:1.0.0\n")]
    [InlineData("images: [{name: app, newName: \"ghcr.io/org/app:«1.0.0»\"}]")]
    [InlineData("spec: {postRenderers: [{kustomize: {images: [{name: ghcr.io/org/app, newTag: «1.0.0»}]}}]}")]
    public void Whatever_has_the_shape_is_a_place(string text) => Sample.ShouldChangeWhereMarked("a.yaml", text, Kind);

    [Theory]
    [InlineData("images:\n- name: ghcr.io/org/app\n  newTag: «1.0.0»\n  digest: «DIGEST»\n")]
    [InlineData("images:\n- digest: '«DIGEST»'\n  newTag: «1.0.0»\n  name: ghcr.io/org/app\n")]
    [InlineData("images:\n- digest: «DIGEST»\n  name: ghcr.io/org/app\n")]
    [InlineData("images:\n- name: app\n  newName: ghcr.io/org/app:«1.0.0»@«DIGEST»\n")]
    [InlineData("images:\n- name: app\n  newName: ghcr.io/org/app@«DIGEST»\n")]
    public void A_digest_is_renewed_with_the_tag(string text)
    {
        Sample.ShouldChangeWhereMarked("kustomization.yaml", text, Kind, Sample.NewDigest);
        Sample.ShouldBeUnclear("kustomization.yaml", text.Replace("«", "").Replace("»", ""), "no new digest");
    }

    [Theory]
    [InlineData("images:\n- name: ghcr.io/org/app\n  newName: mirror.example.org/app\n  newTag: 1.0.0\n")]
    [InlineData("images:\n- name: ghcr.io/org/app\n")]
    [InlineData("images:\n- name: ghcr.io/org/app:1.0.0\n")]
    [InlineData("images:\n- name: app\n  newName: ghcr.io/org/app\n")]
    [InlineData("images:\n- name: ghcr.io/org/app\n  newName: ghcr.io/org/tool:1.0.0\n")]
    [InlineData("images:\n- name: ghcr.io/org/app\n  newTag: ''\n")]
    [InlineData("labels:\n- name: ghcr.io/org/app\n  newTag: 1.0.0\n")]
    [InlineData("# - name: ghcr.io/org/app\n#   newTag: 1.0.0\n")]
    public void What_gives_the_image_no_version_is_no_place(string text) => Sample.ShouldBeNoPlace("kustomization.yaml", text);

    [Theory]
    [InlineData("images:\n- name: ghcr.io/org/app\n  newTag: 1.0.0\n  newTag: 1.0.1\n", "twice")]
    [InlineData("images:\n- name: ghcr.io/org/app\n  newTag: ${TAG}\n", "not a plain one")]
    [InlineData("images:\n- name: ${REGISTRY}/org/app\n  newTag: 1.0.0\n", "a variable")]
    public void What_has_two_meanings_is_unclear(string text, string why) => Sample.ShouldBeUnclear("kustomization.yaml", text, why);
}
