using HecateDaemon.Lifecycle.AntiPatterns;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class TagRulesTests
{
    [Theory]
    [InlineData("main", "branch_tag", Severity.Error)]
    [InlineData("alpine", "branch_tag", Severity.Warning)]
    [InlineData("1.25", "floating_tag", Severity.Note)]
    [InlineData("blue", "floating_tag", Severity.Note)]
    [InlineData("dev", "built_locally", Severity.Error)]
    public void A_tag_that_may_move_is_found_once(string tag, string rule, Severity severity)
    {
        var finding = Lint.Findings("app.yaml", Lint.Deployment($"ghcr.io/org/app:{tag}")).ShouldHaveSingleItem();

        (finding.Rule, finding.Severity).ShouldBe((rule, severity));
    }

    [Theory]
    [InlineData("main")]
    [InlineData("1.25")]
    [InlineData("dev")]
    public void Behind_a_digest_it_is_innocent(string tag) =>
        Lint.Of(("a.yaml", $"image: {{repository: ghcr.io/org/app, tag: '{tag}', digest: 'sha256:{new string('a', 64)}'}}\n")).ShouldBeEmpty();

    [Fact]
    public void A_commit_is_found_only_where_settings_ask_for_it()
    {
        var file = ("app.yaml", Lint.Deployment("ghcr.io/org/app:5f3c2a1"));
        var asked = new LintSettings { Rules = new Dictionary<string, Severity> { ["date_or_commit_tag"] = Severity.Warning } };

        Lint.Of(file).ShouldBeEmpty();
        Lint.Of(asked, file).ShouldBe(["date_or_commit_tag app.yaml:10:18"]);
    }
}
