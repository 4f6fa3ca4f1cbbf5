using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

public sealed class ChangelogTests
{
    [Theory]
    [InlineData("## [0.7.3] - 2026-03-01")]
    [InlineData("## 0.7.3")]
    [InlineData("## v0.7.3 (2026-03-01)")]
    [InlineData("## [v0.7.3](https://git.example.org/compare/v0.7.2...v0.7.3)")]
    [InlineData("##  Version 0.7.3: better")]
    [InlineData("## release [0.7.3]\r")]
    [InlineData("# 0.7.3")]
    [InlineData("### <small>0.7.3 (2026-03-01)</small>")]
    [InlineData("## Hecate v0.7.3, released 2026-03-01")]
    [InlineData("## 0.7.3 and 0.6.9")]
    [InlineData("= 0.7.3")]
    [InlineData("**0.7.3** (2026-03-01)")]
    [InlineData("0.7.3 / 2026-03-01")]
    [InlineData("v0.7.3 - March 1, 2026")]
    [InlineData("0.7.3 (2026-03-01)\n==================")]
    [InlineData("Version 0.7.3\n-------------")]
    [InlineData("<h2>0.7.3</h2>")]
    [InlineData("* Noteworthy changes in release 0.7.3 (2026-03-01) [stable]")]
    [InlineData("Changes in 0.7.3 (1 Mar 2026)")]
    [InlineData("CHANGES FROM 0.7.2 TO 0.7.3")]
    [InlineData(" Changes between 0.7.2 and 0.7.3 [1 Mar 2026]")]
    [InlineData("New features in 0.7.3 since 0.7:")]
    [InlineData("01 Mar 2026, PHP 0.7.3")]
    [InlineData("2026.03.01, Version 0.7.3 (Stable), 0a1b2c3d")]
    [InlineData(".. changelog:: 0.7.3\n    :date: 2026/03/01")]
    [InlineData(".. changelog::\n    :version: 0.7.3")]
    [InlineData("--[ Redis 0.7.3 ] Release date: 1 Mar 2026")]
    [InlineData("hecate (1:0.7.3-2) unstable; urgency=medium")]
    [InlineData("0.7.3 (01-Mar-2026)")]
    public void An_entry_is_a_heading_that_is_about_the_version(string heading)
    {
        var found = EntryOf("0.7.3", $"# Changelog\n\n{heading}\n\n- Better.\n").ShouldNotBeNull();
        (found.Heading, found.Line).ShouldBe((heading.Split('\n')[0].Trim(), 3));
    }

    [Theory]
    [InlineData("## [Unreleased]")]
    [InlineData("## [0.7.30]")]
    [InlineData("## [0.7.3-rc.1]")]
    [InlineData("### Upgrade from 0.7.2 to 0.7.3")]
    [InlineData("## Breaking changes since 0.7.3")]
    [InlineData("- upgrade to 0.7.3")]
    [InlineData("0.7.3 is better than all others.")]
    [InlineData("```\n## 0.7.3\n```")]
    [InlineData("")]
    public void What_only_mentions_it_is_none(string line) =>
        EntryOf("0.7.3", $"# Changelog\n\n{line}\n").ShouldBeNull();

    [Theory]
    [InlineData("## [1.0.0] - 2026-03-01", 2026, 3, 1)]
    [InlineData("## 1.0.0 (March 1st, 2026)", 2026, 3, 1)]
    [InlineData("1.0.0 / 2026/03/01", 2026, 3, 1)]
    [InlineData("## 1.0.0\n\n*Released 1 March 2026*", 2026, 3, 1)]
    public void The_day_stands_in_the_heading_or_just_below(string heading, int year, int month, int day) =>
        Entry(heading + "\n\n- On 2020-01-01 it was worse.\n").Date.ShouldBe(new DateOnly(year, month, day));

    [Fact]
    public void A_day_in_an_item_is_not_the_release_s() => Entry("## 1.0.0\n\n- On 2020-01-01 it was worse.\n").Date.ShouldBeNull();

    [Theory]
    [InlineData("## 1.0.0 (unreleased)")]
    [InlineData("Version 1.0.0\n-------------\n\nUnreleased\n")]
    [InlineData("## 1.0.0 - TBD")]
    public void An_entry_may_say_that_it_is_not_released(string heading) => Entry(heading + "\n\n- Better.\n").IsUnreleased.ShouldBeTrue();

    [Fact]
    public void Sections_and_statements_are_an_entry_s_own()
    {
        var changelog = Changelog.Parse("# Changelog\n## [Unreleased]\n### Added\n- A.\n- B.\n\n## [1.0.0]\n### Fixed\n- C.\n[1.0.0]: https://git.example.org\n");
        changelog.Unreleased.ShouldNotBeNull().Statements.ShouldBe(2);
        changelog.Unreleased.Sections.ShouldBe(["Added"]);
        changelog.Entries[1].Sections.ShouldBe(["Fixed"]);
        changelog.Entries[1].Statements.ShouldBe(1);
    }

    [Theory]
    [InlineData("## [Unreleased]")]
    [InlineData("unreleased\n==========")]
    [InlineData("## HEAD")]
    [InlineData("v0.22 + 1\n---------")]
    public void What_comes_next_has_many_names(string heading) => Changelog.Parse($"{heading}\n\n- A.\n").Unreleased.ShouldNotBeNull();

    [Theory]
    [InlineData("v1.0.0 (2026-03-01)\n-------------------\n\nBugfixes - 1.0.0\n~~~~~~~~~~~~~~~~\n- A.\n")]
    [InlineData(".. _version-1.0.0:\n\n1.0.0\n=====\n\n- A.\n")]
    [InlineData("#### 1.0.0 March 1 2026 ####\n**Maintenance release for Hecate 1.0**\n\n- A.\n")]
    public void A_heading_within_an_entry_starts_no_other(string text) => Entry(text).Text.ShouldContain("- A.");

    private static ChangelogEntry? EntryOf(string version, string text) =>
        VersionNumber.TryParse(version, out var number) ? Changelog.Parse(text).EntryOf(number) : null;

    private static ChangelogEntry Entry(string text) => Changelog.Parse(text).Entries.ShouldHaveSingleItem();
}
