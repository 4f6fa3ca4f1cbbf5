namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class ArgoOverridesTests
{
    [Theory]
    [InlineData("kustomize:\n  images:\n  - ghcr.io/org/app:latest\n", "latest_tag app.yaml:3:5")]
    [InlineData("kustomize:\n  images:\n  - app=ghcr.io/org/app:main\n", "branch_tag app.yaml:3:9")]
    [InlineData("helm:\n  parameters:\n  - {name: web.image.tag, value: latest}\n", "latest_tag app.yaml:3:34")]
    public void A_version_that_is_none_is_found(string text, string found) => Lint.Of(("app.yaml", text)).ShouldBe([found]);

    [Theory]
    [InlineData("kustomize:\n  images:\n  - ghcr.io/org/app:1.2.3\n  - app=ghcr.io/org/app\n")]
    [InlineData("helm:\n  parameters:\n  - {name: image.tag, value: 1.2.3}\n  - {name: image.pullPolicy, value: IfNotPresent}\n  - {name: tag, value: main}\n")]
    public void A_version_is_innocent_and_so_is_what_is_none_of_an_image(string text)
    {
        Lint.Of(("app.yaml", text)).ShouldBeEmpty();
        Lint.Unclear(("app.yaml", text)).ShouldBeEmpty();
    }
}
