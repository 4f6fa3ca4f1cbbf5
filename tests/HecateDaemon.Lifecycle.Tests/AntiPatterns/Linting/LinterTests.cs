using System.Text;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class LinterTests
{
    private const string Guilty = "spec:\n  containers:\n    - name: a\n      image: app:latest";

    [Theory]
    [InlineData(Guilty + " # hecate: ignore latest_tag a throw-away cluster\n")]
    [InlineData("spec:\n  containers:\n    # hecate: ignore latest_tag a throw-away cluster\n    # really\n    - image: app:latest\n")]
    public void A_comment_with_a_reason_ignores_and_is_listed(string text)
    {
        var report = Lint.Reports(LintSettings.Default, ("a.yaml", text)).ShouldHaveSingleItem();

        report.Findings.ShouldBeEmpty();
        var ignored = report.Ignored.ShouldHaveSingleItem();
        (ignored.By, ignored.Reason, ignored.Finding.Rule).ShouldBe((IgnoredBy.Comment, "a throw-away cluster", "latest_tag"));
    }

    [Theory]
    [InlineData(" # hecate: ignore latest_tag")]
    [InlineData(" # hecate: ignore")]
    public void Without_a_reason_nothing_is_ignored_and_that_is_found_too(string comment) =>
        Lint.Codes("a.yaml", Guilty + comment + "\n").ShouldBe(["latest_tag", "unexplained_ignore"], ignoreOrder: true);

    [Theory]
    [InlineData(" # hecate: ignore always_pulled another rule")]
    [InlineData(" # hecate: ignored, as it were")]
    [InlineData("\n# hecate: ignore latest_tag too late")]
    public void A_comment_about_something_else_ignores_nothing(string comment) =>
        Lint.Codes("a.yaml", Guilty + comment + "\n").ShouldContain("latest_tag");

    [Fact]
    public void A_comment_that_ignores_nothing_is_found() =>
        Lint.Of(("a.yaml", "spec:\n  containers:\n    - image: app:1.2.3 # hecate: ignore latest_tag no longer so\n"))
            .ShouldBe(["unexplained_ignore a.yaml:3:24"]);

    [Fact]
    public void Settings_ignore_with_a_reason_and_set_severities()
    {
        var settings = Parse("""{"rules": {"branch_tag": "warning", "floating_tag": "off"}, "ignore": [{"rule": "*", "path": "old/*", "reason": "gone soon"}]}""");

        var reports = Lint.Reports(settings, ("a.yaml", Lint.Deployment("app:main")), ("b.yaml", Lint.Deployment("app:1")), ("old/c/d.yaml", Lint.Deployment("app")));

        reports.SelectMany(r => r.Findings).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
        reports.SelectMany(r => r.Ignored).ShouldHaveSingleItem().Reason.ShouldBe("gone soon");
    }

    [Theory]
    [InlineData("""{"rules": {"no_such": "off"}}""", "no_such")]
    [InlineData("""{"ignore": [{"rule": "latest_tag", "path": "*", "reason": " "}]}""", "reason")]
    [InlineData("""{"ignore": [{"rule": "latest_tag", "path": "*"}]}""", "reason")]
    [InlineData("""{"what": 1}""", "what")]
    public void Settings_that_are_wrong_say_so(string json, string said) =>
        Should.Throw<OutsideWorldException>(() => Parse(json)).Message.ShouldContain(said);

    [Fact]
    public void A_baseline_knows_old_sins_by_what_they_are_and_not_by_their_line()
    {
        var old = Lint.Findings("a.yaml", Lint.Deployment("app"));
        var baseline = Baseline.Parse(Baseline.Write(old), "baseline.json");
        var tree = new MemoryTree(("a.yaml", "\n\n" + Lint.Deployment("app") + "---\n" + Lint.Deployment("app")));

        var report = new Linter(Lint.Rules, LintSettings.Default, baseline).Look(tree, CancellationToken.None).ToList().ShouldHaveSingleItem();

        report.Findings.ShouldHaveSingleItem();
        report.Ignored.ShouldHaveSingleItem().By.ShouldBe(IgnoredBy.Baseline);
    }

    [Fact]
    public void What_cannot_be_read_is_said_and_the_rest_is_read()
    {
        var tree = new MemoryTree(("a.yaml", Guilty), ("b.yaml", Guilty)) { Closed = { "a.yaml" } };

        var reports = new Linter(Lint.Rules, LintSettings.Default, Baseline.Empty).Look(tree, CancellationToken.None).ToList();

        reports.Select(r => (r.IsUnreadable, r.Findings.Count, r.Unclear.Count)).ShouldBe([(true, 0, 1), (false, 1, 0)]);
    }

    [Fact]
    public void A_finding_says_what_asks_for_the_image() =>
        Lint.Findings("a.yaml", Lint.Deployment("app", "web")).ShouldHaveSingleItem()
            .Seen.ShouldBe("'app' has no tag, which means latest (Deployment web, container app)");

    [Fact]
    public void A_file_without_bounds_is_not_read() =>
        Lint.Unclear(("a.yaml", Guilty + new string(' ', 5 << 20))).ShouldHaveSingleItem().Why.ShouldContain("not read");

    [Fact]
    public void Reports_come_in_the_order_of_the_paths() =>
        Lint.Reports(LintSettings.Default, [.. Enumerable.Range(0, 500).Reverse().Select(i => ($"{i:D3}.yaml", Guilty))])
            .Select(r => r.File).ShouldBe(Enumerable.Range(0, 500).Select(i => $"{i:D3}.yaml"));

    [Fact]
    public void A_long_line_is_not_shown() =>
        ((FindingPlace.InFile)Lint.Findings("a.json", $$"""{"password": "hunter2{{new string('x', 200)}}", "containers": [{"image": "app"}]}""")
            .ShouldHaveSingleItem().Place).Excerpt.ShouldNotContain("hunter2");

    private static LintSettings Parse(string json) => LintSettings.Parse(Encoding.UTF8.GetBytes(json), "settings.json", Lint.Rules);
}
