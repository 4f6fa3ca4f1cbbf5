using HecateDaemon.Lifecycle.AntiPatterns;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class TreeRulesTests
{
    private static readonly string Web = Lint.Deployment("ghcr.io/org/shop:1.2.3", "shop-web");
    private static readonly string Worker = Lint.Deployment("ghcr.io/org/shop:1.2.4", "shop-worker");

    [Fact]
    public void Two_versions_of_one_division_are_guilty() =>
        Lint.Of(("shop/web.yaml", Web), ("shop/worker.yaml", Worker)).ShouldBe(["mixed_versions shop/worker.yaml:10:18"]);

    [Fact]
    public void Two_folders_are_two_environments() =>
        Lint.Of(("staging/web.yaml", Web), ("production/worker.yaml", Worker)).ShouldBeEmpty();

    [Fact]
    public void Where_settings_name_the_divisions_their_image_and_path_decide_and_labels_do_not()
    {
        var settings = LintSettings.Parse(
            """{ "divisions": [{ "name": "shop", "path": "production", "image": "ghcr.io/org/shop" }] }"""u8, LintSettings.FileName, Lint.Rules);
        const string Values = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: shop}\nspec: {values: {image: {repository: ghcr.io/org/shop, tag: 1.2.4}}}\n";

        Lint.Of(settings, ("production/a/web.yaml", Web), ("production/b/release.yaml", Values)).ShouldBe(["mixed_versions production/b/release.yaml:4:60"]);
        Lint.Of(settings, ("production/web.yaml", Web), ("staging/release.yaml", Values)).ShouldBeEmpty();
        Lint.Of(settings, ("staging/web.yaml", Web), ("staging/worker.yaml", Worker)).ShouldBeEmpty();
    }

    [Fact]
    public void Other_software_and_official_images_may_differ() =>
        Lint.Of(
            ("a/web.yaml", Web),
            ("a/tool.yaml", Lint.Deployment("ghcr.io/org/tool:1.2.4", "shop-tool")),
            ("a/cache.yaml", Lint.Deployment("redis:7.0.1", "redis-cache")),
            ("a/queue.yaml", Lint.Deployment("redis:6.2.1", "redis-queue"))).ShouldBeEmpty();

    [Fact]
    public void Code_and_what_a_cluster_shall_have_in_one_tree_are_guilty() =>
        Lint.Of(("Dockerfile", "FROM scratch"), ("go.mod", "module a"), ("deploy/web.yaml", Web))
            .ShouldBe(["code_beside_manifests deploy/web.yaml:1:1"]);

    [Fact]
    public void A_patch_in_a_Kustomization_ships_nothing() =>
        Lint.Of(("Dockerfile", "FROM scratch"), ("go.mod", "module a"), ("deploy/kustomization.yaml", "patches:\n- patch: |\n    " + Web.Replace("\n", "\n    ").TrimEnd() + "\n"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("Dockerfile", "readme.md", "deploy/web.yaml")]
    [InlineData("tools/Dockerfile", "scripts/package.json", "deploy/web.yaml")]
    [InlineData("Dockerfile", "go.mod", "tests/web.yaml")]
    public void Half_of_the_evidence_is_none(string one, string two, string three) =>
        Lint.Of((one, ""), (two, ""), (three, Web)).ShouldBeEmpty();
}
