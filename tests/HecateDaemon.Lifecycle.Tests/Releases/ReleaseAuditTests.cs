using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

public sealed class ReleaseAuditTests
{
    [Fact]
    public void A_release_that_is_what_its_authors_think_satisfies_every_item()
    {
        var report = new SampleHistory()
            .Commit("feat: A", Package("1.0.0"), Log("1.0.0")).Tag("v1.0.0", "v1.0.0")
            .Commit("feat!: Drop the old door (#12)")
            .Commit("chore: Release", Package("2.0.0"), ("CHANGELOG.md",
                "## [Unreleased]\n\n## [2.0.0] - 2026-01-03\n### Removed\n- The old door (#12).\n\n### Migration Steps\n- Use the new door.\n\n### Rollback Plan\n- Revert to v1.0.0\n"))
            .Tag("v2.0.0", "v2.0.0")
            .Check("v2.0.0");
        report.Findings.ShouldAllBe(f => f.Verdict == Verdict.Satisfied);
        report.IsAnnotated.ShouldBeTrue();
        report.PreviousRelease.ShouldBe("v1.0.0");
        report.PreviousIsAncestor.ShouldBe(true);
    }

    [Fact]
    public void A_version_that_is_not_greater_is_found() => new SampleHistory()
        .Commit("feat: A").Tag("v1.2.0").Commit("feat: B").Tag("v1.1.0")
        .Check("v1.1.0")["order"].ShouldBe(Verdict.Unsatisfied);

    [Fact]
    public void A_backport_follows_the_release_on_its_branch()
    {
        var report = new SampleHistory()
            .Commit("feat: A").Tag("v1.0.0")
            .Commit("feat: B").Tag("v1.1.0")
            .CommitOn([0], "fix: C").Tag("v1.0.1")
            .Check("v1.0.1");
        report["order"].ShouldBe(Verdict.Satisfied);
        (report.Predecessor, report.PreviousRelease).ShouldBe(("v1.0.0", "v1.0.0"));
    }

    [Fact]
    public void In_a_shallow_clone_nobody_can_tell_what_came_before()
    {
        var report = new SampleHistory().Commit("feat: A").Cut().Tag("v1.1.0").Check("v1.1.0");
        (report["order"], report["jump"]).ShouldBe((Verdict.CannotTell, Verdict.CannotTell));
    }

    [Theory]
    [InlineData("1.0.0", "fix: A", "1.0.1", Verdict.Satisfied)]
    [InlineData("1.0.0", "fix: A", "1.1.0", Verdict.Satisfied)]
    [InlineData("1.0.0", "feat: A", "1.0.1", Verdict.Unsatisfied)]
    [InlineData("1.0.0", "feat: A", "1.1.0", Verdict.Satisfied)]
    [InlineData("1.0.0", "feat!: A", "1.1.0", Verdict.Unsatisfied)]
    [InlineData("1.0.0", "fix: A\n\nBREAKING CHANGE: B", "2.0.0", Verdict.Satisfied)]
    [InlineData("1.0.0", "Do things", "1.0.1", Verdict.CannotTell)]
    [InlineData("1.0.0", "chore: A\n\nRelease-As: 3.0.0", "3.0.0", Verdict.Satisfied)]
    [InlineData("1.0.0", "chore: A\n\nRelease-As: 3.0.0", "1.0.1", Verdict.Unsatisfied)]
    [InlineData("0.1.0", "feat: A", "0.1.1", Verdict.Satisfied)]
    [InlineData("0.1.0", "feat!: A", "0.1.1", Verdict.Unsatisfied)]
    [InlineData("0.1.0", "feat!: A", "0.2.0", Verdict.Satisfied)]
    [InlineData("2024.1.0", "feat!: A", "2024.1.1", Verdict.NotApplicable)]
    [InlineData("1.0.0", "feat: A", "1.1.0-rc.1", Verdict.Satisfied)]
    public void The_jump_is_at_least_what_the_commits_ask_for(string from, string message, string to, Verdict verdict) =>
        new SampleHistory().Commit("feat: First").Tag(from).Commit(message).Tag(to).Check(to)["jump"].ShouldBe(verdict);

    [Theory]
    [InlineData(ZeroRule.Strict, "0.2.0", Verdict.Unsatisfied)]
    [InlineData(ZeroRule.Strict, "1.0.0", Verdict.Satisfied)]
    [InlineData(ZeroRule.Free, "0.1.1", Verdict.Satisfied)]
    public void Below_one_a_setting_decides(ZeroRule zero, string to, Verdict verdict) =>
        new SampleHistory().Commit("feat: First").Tag("0.1.0").Commit("feat!: A").Tag(to).Check(to, zero)["jump"].ShouldBe(verdict);

    [Fact]
    public void A_forgotten_version_differs()
    {
        var report = new SampleHistory()
            .Commit("feat: A", Package("1.0.0")).Tag("v1.0.0")
            .Commit("feat: B", Package("1.1.0")).Tag("v1.1.0")
            .Commit("feat: C").Tag("v1.2.0")
            .Check("v1.2.0");
        report["version_files"].ShouldBe(Verdict.Unsatisfied);
        report.Files.ShouldHaveSingleItem().Verdict.ShouldBe(FileVerdict.Differs);
    }

    [Fact]
    public void Packages_with_versions_of_their_own_are_not_versioned_here()
    {
        var history = new SampleHistory().Commit("feat: A", ("packages/b/package.json", "{\"version\": \"7.0.0\"}"), ("examples/c/package.json", "{\"version\": \"1.0.0\"}"));
        for (var i = 1; i <= 4; i++)
        {
            history.Commit("feat: B", Package($"1.{i}.0")).Tag($"v1.{i}.0");
        }

        var report = history.Check("v1.4.0");
        report["version_files"].ShouldBe(Verdict.Satisfied);
        report.Files.Where(f => f.Path.Contains('/', StringComparison.Ordinal)).ShouldAllBe(f => f.Verdict == FileVerdict.NotVersionedHere);
    }

    [Fact]
    public void A_component_of_a_monorepo_is_checked_by_itself()
    {
        var history = new SampleHistory()
            .Commit("feat: A", ("api/Cargo.toml", Cargo("api", "1.0.0")), ("api/CHANGELOG.md", "## 1.0.0\n- A.\n"), ("web/Cargo.toml", Cargo("web", "3.0.0")))
            .Tag("api-v1.0.0").Tag("web-v3.0.0")
            .Commit("feat: Only the web", ("web/Cargo.toml", Cargo("web", "3.1.0"))).Tag("web-v3.1.0")
            .Commit("fix: Only the API", ("api/Cargo.toml", Cargo("api", "1.0.1")), ("api/CHANGELOG.md", "## 1.0.1\n- B.\n")).Tag("api-v1.0.1");
        var report = history.Check("api-v1.0.1");
        report.PreviousRelease.ShouldBe("api-v1.0.0");
        report.Changes.Commits.ShouldBe(1);
        (report["jump"], report["version_files"], report["changelog"]).ShouldBe((Verdict.Satisfied, Verdict.Satisfied, Verdict.Satisfied));
        history.Check("web-v3.1.0")["changelog"].ShouldBe(Verdict.Unsatisfied);
    }

    [Fact]
    public void A_breaking_commit_that_the_notes_do_not_mention_is_named()
    {
        var finding = new SampleHistory()
            .Commit("feat: A").Tag("v1.0.0")
            .Commit("feat!: Drop the old door", ("CHANGELOG.md", "## 2.0.0\n- A new window in the kitchen.\n")).Tag("v2.0.0")
            .Check("v2.0.0").Findings.Single(f => f.Item == "breaking_changes");
        finding.Verdict.ShouldBe(Verdict.Unsatisfied);
        finding.Evidence.ShouldContain("0000000000 feat!: Drop the old door");
    }

    [Theory]
    [InlineData("### Migration Steps\n- None\n\n### Rollback Plan\n- Revert to v1.0.0\n", Verdict.Satisfied, Verdict.Satisfied)]
    [InlineData("Migration Steps: None\n", Verdict.Satisfied, Verdict.Unsatisfied)]
    [InlineData("### Migration Steps\n### Rollback Plan\n- Revert to v0.9.0\n", Verdict.Unsatisfied, Verdict.Unsatisfied)]
    [InlineData("- Migrations run faster.\n", Verdict.Unsatisfied, Verdict.Unsatisfied)]
    public void Migration_and_rollback_are_written_down_or_said_to_be_none(string notes, Verdict migration, Verdict rollback)
    {
        var report = new SampleHistory()
            .Commit("feat: A").Tag("v1.0.0")
            .Commit("feat: B", ("CHANGELOG.md", $"## 1.1.0\n- B.\n\n{notes}")).Tag("v1.1.0")
            .Check("v1.1.0");
        (report["migration_steps"], report["rollback_plan"]).ShouldBe((migration, rollback));
    }

    [Fact]
    public void What_is_left_under_unreleased_is_no_entry() => new SampleHistory()
        .Commit("feat: A", ("CHANGELOG.md", "## [Unreleased]\n- A.\n")).Tag("v1.0.0")
        .Check("v1.0.0").Findings.Single(f => f.Item == "changelog").ShouldSatisfyAllConditions(
            f => f.Verdict.ShouldBe(Verdict.Unsatisfied),
            f => f.Evidence.ShouldContain("1 lines"));

    [Fact]
    public void A_vendored_changelog_is_not_this_repository_s() => new SampleHistory()
        .Commit("feat: A", ("vendor/b/CHANGELOG.md", "## 1.0.0\n- B.\n")).Tag("v1.0.0")
        .Check("v1.0.0")["changelog"].ShouldBe(Verdict.Unsatisfied);

    private static (string Path, string Text) Package(string version) => ("package.json", $"{{\"name\": \"a\", \"version\": \"{version}\"}}");

    private static (string Path, string Text) Log(string version) => ("CHANGELOG.md", $"## {version}\n- A.\n");

    private static string Cargo(string name, string version) => $"[package]\nname = \"{name}\"\nversion = \"{version}\"\n";
}
