namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class InlinePatchTests
{
    private const string Merge =
        """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: app}
            spec:
              template:
                spec:
                  containers:
                    - name: app
                      image: TEXT
                      imagePullPolicy: IfNotPresent
        """;

    [Theory]
    [InlineData("patches:\n  - target: {kind: Deployment}\n    patch: |-\n")]
    [InlineData("patches:\n  - patch: |\n")]
    [InlineData("patchesStrategicMerge:\n  - |-\n")]
    public void What_a_patch_in_a_Kustomization_asks_for_is_found_in_its_own_line(string head)
    {
        var line = head.Count(c => c == '\n') + 9;

        Lint.Of(("kustomization.yaml", head + Indented("ghcr.io/org/app:latest"))).ShouldBe([$"latest_tag kustomization.yaml:{line}:24"]);
        Lint.Of(("kustomization.yaml", head + Indented("ghcr.io/org/app:1.2.3"))).ShouldBeEmpty();
    }

    [Fact]
    public void So_it_is_in_a_Kustomization_of_Flux_and_in_a_post_renderer() =>
        Lint.Of(
            ("flux.yaml", $"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {{name: apps}}\nspec:\n  patches:\n  - patch: |\n{Indented("app:main")}"),
            ("helm.yaml", $"apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {{name: x}}\nspec:\n  postRenderers:\n  - kustomize:\n      patches:\n      - patch: |\n{Indented("app:main")}"))
            .ShouldBe(["branch_tag flux.yaml:15:24", "branch_tag helm.yaml:17:24"]);

    [Fact]
    public void A_Kustomization_of_Flux_that_gives_an_image_a_branch_is_found() =>
        Lint.Of(("flux.yaml", "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec:\n  images:\n  - {name: app, newTag: main}\n"))
            .ShouldBe(["branch_tag flux.yaml:6:25"]);

    [Theory]
    [InlineData("kustomization.yaml", "patches:\n- target: {kind: Deployment}\n  patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/0/image\n      value: app:latest\n", "latest_tag kustomization.yaml:6:14")]
    [InlineData("patch.yaml", "- op: add\n  path: /spec/template/spec/containers/-\n  value: {name: x, image: 'app:latest'}\n", "latest_tag patch.yaml:3:27")]
    [InlineData("patch.json", """[{"op":"replace","path":"/spec/template/spec/containers/0/imagePullPolicy","value":"Always"}]""", "always_pulled patch.json:1:84")]
    public void What_an_operation_puts_somewhere_is_found(string file, string text, string found) => Lint.Of((file, text)).ShouldBe([found]);

    [Theory]
    [InlineData("- op: remove\n  path: /spec/template/spec/containers/0/image\n")]
    [InlineData("- op: test\n  path: /spec/template/spec/containers/0/image\n  value: app:latest\n")]
    [InlineData("- op: replace\n  path: /spec/rules/0/host\n  value: app:latest\n")]
    public void What_an_operation_takes_away_or_compares_is_innocent(string text) => Lint.Of(("patch.yaml", text)).ShouldBeEmpty();

    [Fact]
    public void A_container_that_a_patch_gives_a_version_is_innocent_of_having_none() =>
        Lint.Of(
            ("base/app.yaml", Lint.Deployment("app")), ("base/kustomization.yaml", "resources: [app.yaml]\n"),
            ("over/kustomization.yaml", $"resources: [../base]\npatches:\n  - patch: |-\n{Indented("app:1.2.3")}")).ShouldBeEmpty();

    [Fact]
    public void A_patch_without_a_version_gets_it_from_the_same_Kustomization() =>
        Lint.Of(("kustomization.yaml", $"images: [{{name: app, newTag: 1.2.3}}]\npatches:\n  - patch: |-\n{Indented("app")}")).ShouldBeEmpty();

    [Fact]
    public void Text_that_is_no_patch_is_not_read() =>
        Lint.Of(("configmap.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: x}}\ndata:\n  patch: |\n{Indented("app:latest")}")).ShouldBeEmpty();

    private static string Indented(string image) => string.Join('\n', Merge.Replace("TEXT", image, StringComparison.Ordinal).Split('\n').Select(l => "      " + l[4..])) + "\n";
}
