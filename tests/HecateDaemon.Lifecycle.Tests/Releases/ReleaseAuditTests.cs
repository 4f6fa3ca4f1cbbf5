using HecateDaemon.Lifecycle.Catalogue;
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

    [Fact]
    public void A_changelog_among_the_sources_counts_only_if_it_tells_this_line()
    {
        var history = new SampleHistory().Commit("feat: A", ("libs/other/CHANGES.md", "## 1.2.0\n- B.\n"));
        for (var i = 0; i < 4; i++)
        {
            history.Commit("feat: B", ("chart/CHANGES.md", string.Concat(Enumerable.Range(0, i + 1).Reverse().Select(n => $"## 1.{n}.0\n- A.\n")))).Tag($"v1.{i}.0");
        }

        var log = history.Check("v1.2.0").Findings.Single(f => f.Item == "changelog");
        (log.Verdict, log.Evidence).ShouldBe((Verdict.Satisfied, "chart/CHANGES.md:1: ## 1.2.0"));
    }

    [Theory]
    [InlineData("# Changelog\n\nSee https://git.example.org/a/releases.\n\n## 0.9.0\n- Old.\n", Verdict.CannotTell, Verdict.CannotTell)]
    [InlineData("# Changelog\n\nIn the form of https://keepachangelog.com/en/1.1.0/.\n\n## 0.9.0\n- Old.\n", Verdict.Unsatisfied, Verdict.Unsatisfied)]
    public void A_changelog_that_points_elsewhere_lacks_nothing(string log, Verdict changelog, Verdict notes)
    {
        var report = new SampleHistory().Commit("feat: A", ("CHANGELOG.md", log)).Tag("v1.0.0").Check("v1.0.0");
        (report["changelog"], report["release_notes"], report["migration_steps"], report["rollback_plan"]).ShouldBe((changelog, notes, notes, notes));
    }

    [Fact]
    public void Without_any_notes_nobody_can_tell_whether_they_stand_elsewhere()
    {
        var report = new SampleHistory().Commit("feat: A").Tag("v1.0.0").Commit("feat!: B").Tag("v2.0.0", "Release v2.0.0").Check("v2.0.0");
        (report["changelog"], report["release_notes"], report["breaking_changes"]).ShouldBe((Verdict.Unsatisfied, Verdict.CannotTell, Verdict.CannotTell));
    }

    [Theory]
    [InlineData("[maven-release-plugin] copy for tag v1.0.0", Verdict.CannotTell)]
    [InlineData("Created new tag v1.0.0 by CI build 4317 [ci skip]", Verdict.CannotTell)]
    [InlineData("Tag for bugfix release v1.0.0", Verdict.CannotTell)]
    [InlineData("v1.0.0: sockets are closed when a peer goes away", Verdict.Satisfied)]
    public void What_tools_write_into_tags_is_no_release_note(string message, Verdict verdict) =>
        new SampleHistory().Commit("feat: A").Tag("v1.0.0", message).Check("v1.0.0")["release_notes"].ShouldBe(verdict);

    [Fact]
    public void A_component_is_told_in_the_repository_s_entry_of_the_release_that_it_came_with()
    {
        var history = new SampleHistory()
            .Commit("feat: A", ("CHANGELOG.md", "## [1.0.0/0.3.0]\n- A.\n"), ("api/a.go", "")).Tag("v1.0.0").Tag("api/v0.3.0")
            .Commit("fix: B", ("api/a.go", "b")).Tag("api/v0.4.0");
        history.Check("api/v0.3.0")["changelog"].ShouldBe(Verdict.Satisfied);
        history.Check("api/v0.4.0")["changelog"].ShouldBe(Verdict.Unsatisfied);
    }

    [Fact]
    public void A_chart_tells_its_changes_in_an_annotation() => new SampleHistory()
        .Commit("feat: A", ("charts/a/Chart.yaml", "name: a\nversion: 1.0.0\nannotations:\n  artifacthub.io/changes: |\n    - kind: added\n      description: Doors.\n")).Tag("a-1.0.0")
        .Check("a-1.0.0").Changelog.ShouldNotBeNull().Path.ShouldBe("charts/a/Chart.yaml");

    [Fact]
    public void What_only_touches_another_component_is_none_of_the_repository_s_own_changes()
    {
        var history = new SampleHistory()
            .Commit("feat: A", ("Cargo.toml", Cargo("a", "1.0.0")), ("b/Cargo.toml", Cargo("b", "2.0.0"))).Tag("v1.0.0").Tag("b-v2.0.0")
            .Commit("feat: B", ("b/lib.rs", "b"), ("b/Cargo.toml", Cargo("b", "2.1.0"))).Tag("b-v2.1.0")
            .Commit("fix: A", ("lib.rs", "a"), ("Cargo.toml", Cargo("a", "1.0.1"))).Tag("v1.0.1");
        var report = history.Check("v1.0.1");
        (report.Changes.Commits, report["jump"], report["version_files"]).ShouldBe((1, Verdict.Satisfied, Verdict.Satisfied));
        history.Check("b-v2.1.0").Files.Single(f => f.Path == "Cargo.toml").Verdict.ShouldBe(FileVerdict.NotVersionedHere);
    }

    [Fact]
    public void A_package_that_did_not_change_need_not_be_released()
    {
        var history = new SampleHistory();
        for (var i = 0; i < 6; i++)
        {
            (string, string)[] own = i is 4 ? [] : [("core/package.json", Named("core", $"1.{i}.0")), ("core/a.js", $"{i}")];
            history.Commit("feat: A", [Package($"1.{i}.0"), .. own]).Tag($"v1.{i}.0");
        }

        history.Check("v1.4.0").Files.Single(f => f.Path == "core/package.json").Why.ShouldBe("its package has not changed since v1.3.0");
        history.Commit("fix: B", Package("1.5.1"), ("core/a.js", "new")).Tag("v1.5.1").Check("v1.5.1")["version_files"].ShouldBe(Verdict.Unsatisfied);
    }

    [Fact]
    public void A_lock_file_counts_beside_a_package_that_has_the_version()
    {
        var history = new SampleHistory();
        for (var i = 0; i < 4; i++)
        {
            history.Commit("feat: A", Package($"1.{i}.0"), ("package-lock.json", Named("a", $"1.{i}.0")), ("assets/package-lock.json", Named("b", $"1.{i}.0"))).Tag($"v1.{i}.0");
        }

        var files = history.Commit("fix: B", Package("1.3.1")).Tag("v1.3.1").Check("v1.3.1").Files.ToDictionary(f => f.Path, f => f.Verdict, StringComparer.Ordinal);
        (files["package-lock.json"], files["assets/package-lock.json"]).ShouldBe((FileVerdict.Differs, FileVerdict.NotVersionedHere));
    }

    [Fact]
    public void A_second_number_for_the_same_commits_is_a_line_of_its_own()
    {
        var history = new SampleHistory().Commit("feat: A", ("VERSION", "0.1.0")).Tag("v0.1.0");
        for (var i = 1; i < 5; i++)
        {
            history.Commit("feat: B", ("VERSION", $"3.{i}.0"), ("CHANGELOG.md", $"## 3.{i}.0\n- B.\n")).Tag($"v3.{i}.0").Tag($"v0.30{i}.0");
        }

        var report = history.Check("v0.303.0");
        (report.Predecessor, report["order"], report["version_files"], report["changelog"]).ShouldBe(("v0.302.0", Verdict.Satisfied, Verdict.Satisfied, Verdict.Satisfied));
        history.Check("v3.1.0").Predecessor.ShouldBe("v0.1.0");
    }

    [Theory]
    [InlineData("v1.0.0+labels", Verdict.CannotTell)]
    [InlineData("v1.0", Verdict.Unsatisfied)]
    public void Another_build_of_a_version_may_be_meant_and_another_spelling_is_a_slip(string tag, Verdict order) =>
        new SampleHistory().Commit("feat: A").Tag("v1.0.0").Commit("feat: B").Tag(tag).Check(tag)["order"].ShouldBe(order);

    [Fact]
    public void An_older_series_that_goes_on_beside_a_newer_one_may_be_meant()
    {
        var history = new SampleHistory().Commit("feat: A").Tag("v1.6.0").Commit("feat!: B").Tag("v2.0.0").Commit("fix: C").Tag("v1.6.1");
        history.Check("v1.6.1")["order"].ShouldBe(Verdict.CannotTell);
        for (var i = 1; i < 20; i++)
        {
            history.Commit("fix: D").Tag($"v2.0.{i}");
        }

        history.Commit("fix: E").Tag("v1.6.2").Check("v1.6.2")["order"].ShouldBe(Verdict.Unsatisfied);
    }

    [Theory]
    [InlineData("chore(deps): update module a to v2 (#1)\n\nRelease notes:\nBREAKING CHANGE: all", Verdict.Satisfied)]
    [InlineData("fix: A\n\nBREAKING CHANGE: all", Verdict.Unsatisfied)]
    [InlineData("feat: :rocket: release v1.0.1", Verdict.Satisfied)]
    public void What_a_commit_quotes_or_repeats_asks_for_nothing(string message, Verdict verdict) =>
        new SampleHistory().Commit("feat: First").Tag("v1.0.0").Commit(message).Tag("v1.0.1").Check("v1.0.1")["jump"].ShouldBe(verdict);

    [Fact]
    public void Applications_of_an_umbrella_may_have_versions_of_their_own() => new SampleHistory()
        .Commit("feat: A", ("apps/b/src/b.app.src", "{application, b, [{vsn, \"0.1.0\"}]}."), ("src/a.app.src", "{application, a, [{vsn, \"1.0.0\"}]}.")).Tag("1.0.0")
        .Check("1.0.0")["version_files"].ShouldBe(Verdict.Satisfied);

    private static string Named(string name, string version) => $"{{\"name\": \"{name}\", \"version\": \"{version}\"}}";

    private static (string Path, string Text) Package(string version) => ("package.json", $"{{\"name\": \"a\", \"version\": \"{version}\"}}");

    private static (string Path, string Text) Log(string version) => ("CHANGELOG.md", $"## {version}\n- A.\n");

    private static string Cargo(string name, string version) => $"[package]\nname = \"{name}\"\nversion = \"{version}\"\n";
}
