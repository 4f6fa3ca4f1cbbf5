using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class PodSpecImageTests
{
    private static readonly ImageName App = ImageName.Parse("ghcr.io/org/app");

    private const string Deployment =
        """
        # the one that matters
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          template:
            spec:
              initContainers:
                - name: migrate
                  image: "ghcr.io/org/app:v1.0.0" # the same
              containers:
                - image: ghcr.io/org/app:v1.0.0
                  name: app
                - image: ghcr.io/org/app-sidecar:v1.0.0
                  name: sidecar
        """;

    [Fact]
    public void Every_container_of_a_workload_is_a_place_with_its_coordinates()
    {
        var places = Places(Deployment);

        places.Select(p => (p.Line, p.Column, p.Tag!.Text, p.Container)).ShouldBe(
            [(10, 35, "v1.0.0", "migrate"), (12, 34, "v1.0.0", "app")]);
        places.ShouldAllBe(p => p.Workload == new Workload("apps/v1", "Deployment", "shop", "web"));
        places.ShouldAllBe(p => p.Kind == "pod_spec" && p.File == "web.yaml");
        places.ShouldAllBe(p => Deployment.Substring(p.Tag!.Start, p.Tag.Text.Length) == "v1.0.0");
    }

    [Theory]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: a, image: ghcr.io/org/app:1}]}}")]
    [InlineData("{\"spec\":{\"containers\":[{\"image\":\"ghcr.io/org/app:1\",\"name\":\"a\"}]},\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"web\"}}")]
    [InlineData("spec:\n  ephemeralContainers:\n  - {name: a, image: 'ghcr.io/org/app:1'}\nkind: Pod\napiVersion: v1\nmetadata:\n  name: web\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: a\n    image:   &anchor !!str   \"ghcr.io/org/app:1\"   # so\n")]
    [InlineData("apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: web\r\nspec:\r\n  containers:\r\n  - name: a\r\n    image:\r\n      ghcr.io/org/app:1\r\n")]
    public void The_style_of_the_text_does_not_matter(string text)
    {
        var place = Places(text).ShouldHaveSingleItem();

        (place.Workload, place.Container, place.Tag!.Text).ShouldBe((new Workload("v1", "Pod", null, "web"), "a", "1"));
        text.Substring(place.Tag.Start, 1).ShouldBe("1");
        text[(place.Tag.Start - "ghcr.io/org/app:".Length)..place.Tag.Start].ShouldBe("ghcr.io/org/app:");
    }

    [Fact]
    public void The_items_of_a_list_and_the_documents_of_a_file_are_workloads_of_their_own()
    {
        const string Text =
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: apps/v1
              kind: DaemonSet
              metadata: {name: one}
              spec: {template: {spec: {containers: [{name: a, image: ghcr.io/org/app:1}]}}}
            - apiVersion: batch/v1
              kind: CronJob
              metadata: {name: two}
              spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: ghcr.io/org/app:2}]}}}}}
            ---
            apiVersion: example.org/v1alpha1
            kind: Canary
            metadata: {name: three}
            spec: {deep: [{er: {containers: [{image: ghcr.io/org/app:3}]}}]}
            """;

        Places(Text).Select(p => (p.Workload?.Kind, p.Workload?.Name, p.Tag!.Text, p.Container)).ShouldBe(
            [("DaemonSet", "one", "1", "a"), ("CronJob", "two", "2", "a"), ("Canary", "three", "3", null)]);
    }

    [Theory]
    [InlineData("nginx", "nginx:1.25", true)]
    [InlineData("docker.io/library/nginx", "nginx:1.25", true)]
    [InlineData("nginx", "docker.io/nginx:1.25", true)]
    [InlineData("nginx", "index.docker.io/library/nginx:1.25", true)]
    [InlineData("127.0.0.1:5000/app", "127.0.0.1:5000/app:1.25", true)]
    [InlineData("127.0.0.1:5000/app", "127.0.0.1:5001/app:1.25", false)]
    [InlineData("ghcr.io/org/app", "quay.io/org/app:1.25", false)]
    [InlineData("ghcr.io/org/app", "ghcr.io/org/app/tool:1.25", false)]
    public void Images_are_the_same_when_their_full_names_are(string wanted, string written, bool same)
    {
        var sighting = new PodSpecImage().Find(new("web.yaml", Pod(written)), ImageName.Parse(wanted));

        sighting.Places.Count.ShouldBe(same ? 1 : 0);
        sighting.Unclear.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("'ghcr.io/org/app:'", "no version stands there")]
    [InlineData("ghcr.io/org/app:${VERSION}", "not a plain one")]
    [InlineData("${REGISTRY}/org/app:1.0", "a variable in the image's name")]
    [InlineData("\"ghcr.io/org/app:{{ .Values.tag }}\"", "not a plain one")]
    [InlineData("ghcr.io/org/app@sha256:0123", "pinned by digest, without a tag")]
    [InlineData("ghcr.io/org/app:1.0@sha256:0123", "pinned by digest beside the tag")]
    [InlineData("\"ghcr.io\\/org\\/app:1.0\"", "with escapes")]
    [InlineData("\"ghcr.io/org/\\x61pp:1.0\"", "with escapes")]
    [InlineData("|-\n        ghcr.io/org/app:1.0", "over several lines")]
    public void What_is_not_a_plain_version_is_said_to_be_unclear(string written, string why)
    {
        var sighting = Find(Pod(written));

        sighting.Places.ShouldBeEmpty();
        var unclear = sighting.Unclear.ShouldHaveSingleItem();
        unclear.Why.ShouldContain(why);
        (unclear.File, unclear.Line).ShouldBe(("web.yaml", 7));
    }

    [Fact]
    public void An_alias_follows_the_container_image_that_it_names()
    {
        const string Text =
            """
            spec:
              initContainers:
              - name: a
                image: &app ghcr.io/org/app:1
              containers:
              - name: b
                image: *app
            """;

        Places(Text).ShouldHaveSingleItem().Container.ShouldBe("a");
    }

    [Theory]
    [InlineData("x: &i ghcr.io/org/app:1\nspec: {containers: [{name: a, image: *i }]}")]
    [InlineData("x: &c {name: a, image: ghcr.io/org/app:1}\nspec: {containers: [*c ]}")]
    [InlineData("x: &l [{name: a, image: ghcr.io/org/app:1}]\nspec: {containers: *l }")]
    [InlineData("x: &c {image: ghcr.io/org/app:1}\nspec: {containers: [{name: a, <<: *c }]}")]
    [InlineData("x: &c {image: ghcr.io/org/app:1}\nspec: {containers: [{name: a, <<: [*c ] }]}")]
    public void An_image_that_comes_by_alias_from_elsewhere_is_a_place_where_it_stands(string text)
    {
        var place = Places(text).ShouldHaveSingleItem();

        (place.Line, place.Tag!.Text).ShouldBe((1, "1"));
    }

    [Fact]
    public void Braces_in_quotes_and_block_scalars_make_no_template() =>
        Places(Pod("ghcr.io/org/app:1") + "  note: '{{ $labels.pod }}'\n  more: |\n    {{ range . }}\n").ShouldHaveSingleItem();

    [Theory]
    [InlineData("spec:\n\tcontainers:\n\t- image: ghcr.io/org/app:1\n", 3)]
    [InlineData("a: b: c\n# runs org/app\n", 2)]
    public void Text_that_is_no_YAML_is_unclear_where_it_mentions_the_image(string text, int line)
    {
        var unclear = Find(text).Unclear.ShouldHaveSingleItem();

        (unclear.Line, unclear.Why).ShouldBe((line, unclear.Why));
        unclear.Why.ShouldContain("cannot be read as YAML");
    }

    [Theory]
    [InlineData("a: b: c\n# runs org/app-sidecar, my-org/app and org/app/tool\n")]
    [InlineData("\t\\ app")]
    public void Text_that_is_no_YAML_and_has_another_image_is_passed_over(string text) => Nothing(Find(text));

    [Theory]
    [InlineData("containers: [{image: ghcr.io/org/app}]")]
    [InlineData("kustomization:\n  images:\n  - name: ghcr.io/org/app\n    newTag: '1'\n")]
    [InlineData("image: ghcr.io/org/app:1\n")]
    [InlineData("# image: ghcr.io/org/app:1\ncontainers: none\n")]
    [InlineData("containers: [ghcr.io/org/app:1, {image: [ghcr.io/org/app:1]}, *x]\n")]
    [InlineData("&a [*a]: app")]
    public void What_is_no_container_is_no_place(string text) => Nothing(Find(text));

    [Theory]
    [InlineData("README.md")]
    [InlineData("web.container")]
    public void Only_YAML_and_JSON_files_are_looked_at(string file) =>
        Nothing(new PodSpecImage().Find(new(file, Pod("ghcr.io/org/app:1")), App));

    [Fact]
    public void Bottomless_nesting_is_unclear_and_no_crash()
    {
        var text = "# org/app\n" + new string('[', 50_000);

        Find(text).Unclear.ShouldHaveSingleItem().Why.ShouldContain("deeper");
    }

    private static string Pod(string image) =>
        $"apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - image: {image}\n      name: app\n";

    private static Sighting Find(string text) => new PodSpecImage().Find(new("web.yaml", text), App);

    private static IReadOnlyList<ImagePlace> Places(string text)
    {
        var sighting = Find(text);
        sighting.Unclear.ShouldBeEmpty();
        return sighting.Places;
    }

    private static void Nothing(Sighting sighting)
    {
        sighting.Places.ShouldBeEmpty();
        sighting.Unclear.ShouldBeEmpty();
    }
}
