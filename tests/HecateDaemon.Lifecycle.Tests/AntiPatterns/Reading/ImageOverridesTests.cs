namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class ImageOverridesTests
{
    private const string Base = "resources: [app.yaml]\n";

    private static readonly (string, string) App = ("base/app.yaml", Lint.Deployment("app"));

    [Theory]
    [InlineData("newTag: 1.2.3")]
    [InlineData("digest: sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("newName: ghcr.io/org/app\n    newTag: 1.2.3")]
    public void A_version_from_a_Kustomization_makes_its_base_innocent(string version) =>
        Lint.Of(App, ("base/kustomization.yaml", $"{Base}images:\n  - name: app\n    {version}\n")).ShouldBeEmpty();

    [Fact]
    public void So_does_one_from_every_overlay() =>
        Lint.Of(App, ("base/kustomization.yaml", Base), Overlay("a", "newTag: 1.2.3"), Overlay("b", "newTag: 1.2.4")).ShouldBeEmpty();

    [Fact]
    public void One_overlay_without_a_version_is_enough_to_be_guilty() =>
        Lint.Of(App, ("base/kustomization.yaml", Base), Overlay("a", "newTag: 1.2.3"), Overlay("b", "newName: other"))
            .ShouldBe(["latest_tag base/app.yaml:10:18"]);

    [Fact]
    public void A_new_name_is_followed_upwards() =>
        Lint.Of(
            App,
            ("base/kustomization.yaml", $"{Base}images: [{{name: app, newName: ghcr.io/org/app}}]\n"),
            ("over/kustomization.yaml", "resources: [../base]\nimages: [{name: ghcr.io/org/app, newTag: 1.2.3}]\n")).ShouldBeEmpty();

    [Fact]
    public void A_Kustomization_that_does_not_take_the_file_in_says_nothing_about_it() =>
        Lint.Of(App, ("other/kustomization.yaml", "images: [{name: app, newTag: 1.2.3}]\n")).ShouldBe(["latest_tag base/app.yaml:10:18"]);

    [Fact]
    public void A_ring_ends() =>
        Lint.Of(App, ("base/kustomization.yaml", "resources: [app.yaml, ../over]\n"), Overlay("over", "newName: app"))
            .ShouldBe(["latest_tag base/app.yaml:10:18"]);

    [Theory]
    [InlineData("base", Base)]
    [InlineData("./base/", Base)]
    [InlineData("./", null)]
    [InlineData("base", null)]
    [InlineData("over", "resources: [../base]\n")]
    public void So_does_a_version_from_Flux(string path, string? kustomization) => Lint.Of(
        [
            App, Flux("a", path, "newTag: 1.2.3"),
            .. kustomization is null ? [] : new[] { ("base/kustomization.yaml", Base), ($"{path.Trim('.', '/')}/kustomization.yaml", kustomization) }.Distinct(),
        ]).ShouldBeEmpty();

    [Fact]
    public void Every_Kustomization_of_Flux_must_give_one() =>
        Lint.Of(App, ("base/kustomization.yaml", Base), Flux("a", "base", "newTag: 1.2.3"), Flux("b", "base", "newName: other"))
            .ShouldBe(["latest_tag base/app.yaml:10:18"]);

    [Fact]
    public void Flux_does_not_look_past_a_Kustomization() =>
        Lint.Of(App, ("base/kustomization.yaml", "resources: []\n"), Flux("a", ".", "newTag: 1.2.3")).ShouldBe(["latest_tag base/app.yaml:10:18"]);

    [Fact]
    public void What_another_path_gets_from_Flux_says_nothing() =>
        Lint.Of(App, Flux("a", "other", "newTag: 1.2.3")).ShouldBe(["latest_tag base/app.yaml:10:18"]);

    private static (string, string) Flux(string name, string path, string version) =>
        ($"clusters/{name}.yaml",
            $"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {{name: {name}}}\nspec:\n  path: {path}\n  images:\n    - name: app\n      {version}\n");

    private static (string, string) Overlay(string folder, string version) =>
        ($"{folder}/kustomization.yaml", $"resources: [../base/]\nimages:\n  - name: app\n    {version}\n");
}
