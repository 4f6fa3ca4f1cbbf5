using HecateDaemon.Lifecycle.Catalogue;
using CsCheck;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

public sealed class ReleasePlanTests
{
    private const string Log = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A.\n\n## [1.0.0] - 2026-01-01\n- First.\n\n[Unreleased]: https://g.example.org/c/v1.0.0...HEAD\n[1.0.0]: https://g.example.org/t/v1.0.0\n";
    private static readonly DateOnly Day = new(2026, 11, 23);

    [Theory]
    [InlineData("fix: A", "1.0.1")]
    [InlineData("feat: A", "1.1.0")]
    [InlineData("feat!: A", "2.0.0")]
    [InlineData("Do things", null)]
    [InlineData("chore: A\n\nRelease-As: 7.0.0", "7.0.0")]
    public void The_next_version_is_what_the_commits_ask_for_or_nobody_can_tell(string message, string? next) =>
        Next(new SampleHistory().Commit("feat: First").Tag("v1.0.0").Commit(message)).Version.ShouldBe(next);

    [Fact]
    public void Nothing_new_needs_no_version() =>
        Next(new SampleHistory().Commit("feat: First").Tag("v1.0.0")).IsNothing.ShouldBeTrue();

    [Fact]
    public void A_prerelease_leads_to_its_own_version() =>
        Next(new SampleHistory().Commit("feat: First").Tag("v1.0.0").Commit("feat!: A").Tag("v2.0.0-rc.1").Commit("fix: B")).Version.ShouldBe("2.0.0");

    [Fact]
    public void Below_one_what_breaks_asks_for_a_minor_version() =>
        Next(new SampleHistory().Commit("feat: First").Tag("v0.1.0").Commit("feat!: A")).Version.ShouldBe("0.2.0");

    [Fact]
    public void Version_files_change_only_in_their_versions()
    {
        const string Package = "{\r\n  \"name\" : \"a\",\r\n  \"version\" : \"1.0.0\"   \r\n}";
        var plan = Plan(History(("package.json", Package), ("packages/b/package.json", "{\"version\": \"7.0.0\"}")), "1.1.0");
        plan.Prepare("package.json", Package, Day).ShouldNotBeNull().After.ShouldBe(Package.Replace("1.0.0", "1.1.0"));
        plan.Prepare("packages/b/package.json", "{\"version\": \"7.0.0\"}", Day).ShouldBeNull();
    }

    [Fact]
    public void What_is_unreleased_becomes_the_entry()
    {
        var prepared = Plan(History(("CHANGELOG.md", Log)), "1.1.0").Prepare("CHANGELOG.md", Log, Day).ShouldNotBeNull();
        prepared.After.ShouldBe(Log
            .Replace("## [Unreleased]\n", "## [Unreleased]\n\n## [1.1.0] - 2026-11-23\n")
            .Replace("v1.0.0...HEAD", "v1.1.0...HEAD\n[1.1.0]: https://g.example.org/c/v1.0.0...v1.1.0"));
        Plan(History(("CHANGELOG.md", prepared.After)), "1.1.0").Prepare("CHANGELOG.md", prepared.After, Day).ShouldBeNull();
    }

    [Fact]
    public void Without_an_unreleased_heading_the_commits_are_told_above_the_newest_entry()
    {
        const string Before = "# Changes\n\n## v1.0.0 (2026-01-01)\n\n- First.\n";
        Plan(History(("CHANGES.md", Before)), "1.1.0").Prepare("CHANGES.md", Before, Day).ShouldNotBeNull().After
            .ShouldBe("# Changes\n\n## v1.1.0 - 2026-11-23\n\n### Added\n\n- A new door\n\n## v1.0.0 (2026-01-01)\n\n- First.\n");
    }

    [Fact]
    public void A_repository_without_a_changelog_is_given_one() =>
        Plan(History(), "1.1.0").Prepare("CHANGELOG.md", text: null, Day).ShouldNotBeNull().After.ShouldContain("## [1.1.0] - 2026-11-23\n\n### Added\n\n- A new door\n");

    [Fact]
    public void Notes_stand_in_the_template_and_leave_open_what_only_a_person_knows()
    {
        var history = new SampleHistory().Commit("feat: First").Tag("v1.0.0").Commit("feat!: Drop the old door").Commit("docs: Say so").Commit("fix: A hinge");
        Plan(history, "2.0.0").Notes.ShouldBe(
            """
            ## Release v2.0.0

            ### Changes
            - feat!: Drop the old door
            - fix: A hinge

            ### Breaking Changes
            - Drop the old door (0000000000)

            ### Migration Steps
            - to be written: Drop the old door (0000000000)

            ### Rollback Plan
            - Revert to v1.0.0
            - Data migration rollback: to be written

            """);
        history.Tag("v2.0.0", Plan(history, "2.0.0").Notes).Check("v2.0.0").ShouldSatisfyAllConditions(
            r => r["breaking_changes"].ShouldBe(Verdict.Satisfied),
            r => r["migration_steps"].ShouldBe(Verdict.Unsatisfied),
            r => r["rollback_plan"].ShouldBe(Verdict.Unsatisfied));
    }

    [Fact]
    public void A_patch_shows_each_edit_with_its_surroundings() =>
        new PreparedFile("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", [new(4, 1, "x"), new(18, 0, "10\n")]).Diff.ShouldBe(
            "--- a/a\n+++ b/a\n@@ -1,9 +1,10 @@\n 1\n 2\n-3\n+x\n 4\n 5\n 6\n 7\n 8\n 9\n+10\n");

    /// <summary>Edits of a text, each a number of characters after the last.</summary>
    [Fact]
    public void A_patch_takes_away_and_puts_back_exactly_what_differs() =>
        Gen.Select(Gen.OneOf("a\n", "b", "\n", "cc\n").Array[0, 30].Select(string.Concat), Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.OneOf("", "x", "\n", "y\nz")).Array[1, 4])
            .Sample((text, wanted) =>
            {
                var (edits, at) = (new List<TextEdit>(), 0);
                foreach (var (gap, length, put) in wanted)
                {
                    if (at + gap + length <= text.Length)
                    {
                        edits.Add(new(at + gap, length, put));
                        at += gap + length + 1;
                    }
                }

                var file = new PreparedFile("a", text, edits);
                var lines = file.Diff.Split('\n').Where(l => l is not "" && !l.StartsWith("---", StringComparison.Ordinal) && !l.StartsWith("+++", StringComparison.Ordinal)).ToList();
                (lines.Count(l => l[0] is '+') - lines.Count(l => l[0] is '-')).ShouldBe(LinesOf(file.After) - LinesOf(text));
            });

    private static int LinesOf(string text) => text.Count(c => c is '\n') + (text is "" || text.EndsWith('\n') ? 0 : 1);

    private static SampleHistory History(params (string Path, string Text)[] files) =>
        new SampleHistory().Commit("feat: First", files).Tag("v1.0.0").Commit("feat: A new door");

    private static ReleasePlan Plan(SampleHistory history, string version)
    {
        VersionNumber.TryParse(version, out var number).ShouldBeTrue();
        return new ReleaseAudit(history, tagPrefix: null, ZeroRule.Cautious).Plan(number!, component: "", tagPrefix: null);
    }

    private static NextVersion Next(SampleHistory history) => new ReleaseAudit(history, tagPrefix: null, ZeroRule.Cautious).Next("");
}
