namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class RepositoryAndTagTests
{
    private const string Kind = "repository_and_tag";

    [Fact]
    public void A_HelmRelease_changes_in_its_values_only() => Sample.ShouldChangeWhereMarked(
        "release.yaml",
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: app}
        spec:
          chart:
            spec: {chart: app, version: 1.0.0, sourceRef: {kind: HelmRepository, name: app}}
          values:
            appVersion: 1.0.0
            image:
              # the tag comes first
              tag: "«1.0.0»"   # {"$imagepolicy": "flux-system:app:tag"}
              pullPolicy: Always
              repository: ghcr.io/org/app
            sidecar: {image: {repository: ghcr.io/org/tool, tag: 1.0.0}}
            note: image ghcr.io/org/app has tag 1.0.0
        """,
        Kind);

    [Theory]
    [InlineData("image: {repository: ghcr.io/org/app, tag: «1.0.0»}")]
    [InlineData("a:\r\n  b:\r\n  - registry: ghcr.io\r\n    tag: '«1.0.0»'\r\n    repository: org/app\r\n")]
    [InlineData("image:\n  name: ghcr.io/org/app\n  tag: «1.0.0»")]
    [InlineData("initImage:\n  tag: «1.0.0»\n  name: ghcr.io/org/app")]
    [InlineData("image: ghcr.io/org/app\ntag: «1.0.0»")]
    [InlineData("initContainers:\n- image: ghcr.io/org/app\n  tag: «1.0.0»")]
    [InlineData("{\"image\":{\"repository\":\"ghcr.io/org/app\",\"tag\":\"«1.0.0»\"}}")]
    [InlineData("image:\n  repository: ghcr.io/org/app\n  tag: «1.0.0»\n  digest: ''\n")]
    public void In_any_order_depth_and_style(string text) => Sample.ShouldChangeWhereMarked("values.yaml", text, Kind);

    [Theory]
    [InlineData("image: {repository: ghcr.io/org/app, tag: «tickets/AB-12»}")]
    [InlineData("image:\n  repository: ghcr.io/org/app\n  tag: \"«1.0.0+build.7»\"\n")]
    public void What_no_registry_can_have_for_a_tag_makes_way_for_one(string text) => Sample.ShouldChangeWhereMarked("values.yaml", text, Kind);

    [Theory]
    [InlineData("image: {repository: ghcr.io/org/app, tag: «1.0.0»@«DIGEST»}")]
    [InlineData("image:\n  digest: \"«DIGEST»\"\n  repository: ghcr.io/org/app\n  tag: «1.0.0»\n")]
    [InlineData("image:\n  repository: ghcr.io/org/app\n  digest: «DIGEST»\n")]
    public void A_digest_is_renewed_with_the_tag(string text)
    {
        Sample.ShouldChangeWhereMarked("values.yaml", text, Kind, Sample.NewDigest);
        Sample.ShouldBeUnclear("values.yaml", text.Replace("«", "").Replace("»", ""), "no new digest");
    }

    [Theory]
    [InlineData("image: &i {repository: ghcr.io/org/app, tag: &v «1.0.0»}\nworker: {image: {repository: ghcr.io/org/app, tag: *v }}")]
    [InlineData("x-version: &v «1.0.0»\nimage: {repository: ghcr.io/org/app, tag: *v }")]
    [InlineData("image: &i {repository: ghcr.io/org/app, tag: «1.0.0»}\nworker: {image: *i }")]
    [InlineData("image: &i {repository: ghcr.io/org/app}\nworker: {image: {<<: *i, tag: «1.0.0»}}")]
    [InlineData("_image: &i {tag: «1.0.0»}\nworker: {image: {<<: *i, repository: ghcr.io/org/app}}")]
    public void An_anchor_changes_if_all_its_uses_are_the_images(string text) =>
        Sample.ShouldChangeWhereMarked("values.yaml", text, Kind);

    [Theory]
    [InlineData("image: {repository: ghcr.io/org/app, tag: &v 1.0.0}\nlabels: {version: *v }")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: &v 1.0.0}\nother: {repository: ghcr.io/org/tool, tag: *v }")]
    [InlineData("appVersion: &v 1.0.0\nimage: {repository: ghcr.io/org/app, tag: *v }")]
    [InlineData("image: &i {repository: ghcr.io/org/app, tag: 1.0.0}\nother: {<<: *i, repository: ghcr.io/org/tool}")]
    public void An_anchor_with_other_uses_is_unclear(string text) =>
        Sample.ShouldBeUnclear("values.yaml", text, "other uses");

    [Theory]
    [InlineData("image: {repository: org/app, tag: 1.0.0}", "no registry")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: \"{{ .Values.tag }}\"}", "not a plain one")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: 1.0.0, tag: 1.0.1}", "twice")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: 1.0.0, digest: DIGEST, digest: DIGEST}", "twice")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: 1.0.0, sha: DIGEST, sha: DIGEST}", "twice")]
    [InlineData("image: {repository: ghcr.io/org/app, repository: ghcr.io/org/app, tag: 1.0.0}", "twice")]
    [InlineData("image: {registry: ghcr.io, registry: ghcr.io, repository: org/app, tag: 1.0.0}", "twice")]
    [InlineData("image: {name: ghcr.io/org/app, name: ghcr.io/org/app, tag: 1.0.0}", "twice")]
    [InlineData("{image: ghcr.io/org/app, image: ghcr.io/org/app, tag: 1.0.0}", "twice")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: \"1\\x2e0.0\"}", "escapes")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: 1.0.0, sha: abc}", "cannot be renewed")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: 1.0.0@DIGEST, digest: DIGEST}", "another one beside")]
    [InlineData("image:\n  repository: ghcr.io/org/app\n  tag: {{ .Values.tag }}\n", "not a plain one: '{{ .Values.tag }}'")]
    public void What_has_two_meanings_is_unclear(string text, string why) => Sample.ShouldBeUnclear("values.yaml", text, why);

    [Theory]
    [InlineData("kind: OCIRepository\nspec:\n  url: oci://ghcr.io/org/app\n  ref: {tag: 1.0.0}\n")]
    [InlineData("apiVersion: v2\nname: app\nversion: 1.0.0\nappVersion: 1.0.0\ndependencies:\n- {name: app, repository: oci://ghcr.io/org/app, version: 1.0.0}\n")]
    [InlineData("chart: {repository: ghcr.io/org/app, tag: 1.0.0}")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: ''}")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: }")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: null}")]
    [InlineData("image: {repository: ghcr.io/org/app, tag: ~}")]
    [InlineData("image: {name: org/app, tag: 1.0.0}")]
    [InlineData("image: {repository: ghcr.io/org/app-tool, tag: 1.0.0}")]
    [InlineData("image: {registry: quay.io, repository: org/app, tag: 1.0.0}")]
    [InlineData("release: {name: ghcr.io/org/app, tag: 1.0.0}")]
    [InlineData("# image: {repository: ghcr.io/org/app, tag: 1.0.0}\ntag: 1.0.0")]
    [InlineData("notes: |\n  repository: ghcr.io/org/app\n  tag: 1.0.0\n")]
    public void What_only_looks_like_it_is_no_place(string text) => Sample.ShouldBeNoPlace("values.yaml", text);

    [Fact]
    public void Billions_of_merged_mappings_are_looked_at_once()
    {
        var text = new System.Text.StringBuilder("a0: &a0 {repository: ghcr.io/org/app}\n");
        for (var i = 1; i < 12; i++)
        {
            var before = string.Join(", ", Enumerable.Repeat($"*a{i - 1} ", 200));
            text.AppendLine($"a{i}: &a{i} {{containers: [{before}], <<: [{before}]}}");
        }

        Sample.ShouldBeNoPlace("values.yaml", text.ToString());
    }

    [Theory]
    [InlineData("20260101")]
    [InlineData("1.20")]
    [InlineData("12345e7")]
    [InlineData("2026-10-24")]
    [InlineData("on")]
    public void A_tag_that_would_become_a_number_needs_quotes_or_one_that_was_a_number(string tag)
    {
        static string Image(string tag) => $"image: {{repository: ghcr.io/org/app, tag: {tag}}}";

        Sample.BumpTo(tag, Image("1.0.0")).Unclear.ShouldHaveSingleItem().Why.ShouldContain("no quotes");
        Sample.BumpTo(tag, Image("'1.0.0'")).IsChanged.ShouldBeTrue();
        Sample.BumpTo(tag, Image("!!str 1.0.0")).IsChanged.ShouldBeTrue();
        Sample.BumpTo(tag, Image("1.0")).IsChanged.ShouldBeTrue();
    }
}
