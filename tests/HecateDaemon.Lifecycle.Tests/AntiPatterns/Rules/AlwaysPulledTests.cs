using HecateDaemon.Lifecycle.AntiPatterns;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class AlwaysPulledTests
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    [Theory]
    [InlineData("pod.yaml", "spec:\n  containers:\n    - image: app:1.2.3\n      imagePullPolicy: Always\n")]
    [InlineData("values.yaml", "image:\n  repository: org/app\n  tag: 1.2.3\n  pullPolicy: Always\n")]
    [InlineData("compose.yaml", "services:\n  app:\n    image: app:1.2.3\n    pull_policy: always\n")]
    [InlineData("app.container", "[Container]\nImage=ghcr.io/org/app:1.2.3\nAutoUpdate=registry\n")]
    [InlineData("app.container", "[Container]\nImage=ghcr.io/org/app:1.2.3\nPull=always\n")]
    public void A_policy_that_hides_what_runs_is_guilty(string path, string text) =>
        Lint.Findings(path, text).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Rule.ShouldBe("always_pulled"), f => f.Severity.ShouldBe(Severity.Warning));

    [Theory]
    [InlineData("pod.yaml", "spec:\n  containers:\n    - image: app:1.2.3\n      imagePullPolicy: IfNotPresent\n")]
    [InlineData("schema.yaml", "properties: {imagePullPolicy: {enum: [Always, Never]}}\n")]
    [InlineData("app.container", "[Container]\nImage=ghcr.io/org/app:1.2.3\nAutoUpdate=local\n")]
    public void Another_policy_is_innocent(string path, string text) => Lint.Codes(path, text).ShouldBeEmpty();

    [Fact]
    public void The_object_and_the_container_are_named_and_what_a_template_fills_in_is_not_shown() =>
        Lint.Findings("t.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: '{{ .Name }}-x'}\nspec:\n  containers:\n  - {name: app, image: 'app:1.2.3', imagePullPolicy: Always}\n{{ if }}\n")
            .ShouldHaveSingleItem().Seen.ShouldEndWith("(Pod …-x, container app)");

    [Fact]
    public void Behind_a_digest_it_is_a_note() =>
        Lint.Findings("pod.yaml", $"spec:\n  containers:\n    - image: app@{Digest}\n      imagePullPolicy: Always\n")
            .ShouldHaveSingleItem().Severity.ShouldBe(Severity.Note);

    [Fact]
    public void What_latest_implies_is_said_once() =>
        Lint.Of(("pod.yaml", "spec:\n  containers:\n    - image: app:latest\n")).ShouldBe(["latest_tag pod.yaml:3:14"]);
}
