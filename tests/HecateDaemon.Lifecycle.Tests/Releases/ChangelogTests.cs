using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;

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
    public void An_entry_is_a_second_level_heading_with_the_version(string heading) =>
        Changelog.FindEntry($"# Changelog\n\n{heading}\n- Better.\n", ReleaseVersion.Parse("0.7.3"))
            .ShouldBe((heading.Trim(), 3));

    [Theory]
    [InlineData("## [Unreleased]")]
    [InlineData("## [0.7.30]")]
    [InlineData("## [0.7.3-rc.1]")]
    [InlineData("# 0.7.3")]
    [InlineData("### 0.7.3")]
    [InlineData("- upgrade to 0.7.3")]
    [InlineData(" ## 0.7.3 0.7")]
    [InlineData("")]
    public void Nothing_else_is(string line) =>
        Changelog.FindEntry($"# Changelog\n\n{line}\n", ReleaseVersion.Parse("0.7.3")).ShouldBeNull();

    [Fact]
    public void A_tag_names_a_version_in_two_spellings_and_without_build_metadata()
    {
        TagSpellings.Of(ReleaseVersion.Parse("0.7.3")).ShouldBe(["0.7.3", "v0.7.3"]);
        TagSpellings.Of(ReleaseVersion.Parse("0.7.3-rc.1+build.5")).ShouldBe(["0.7.3-rc.1", "v0.7.3-rc.1"]);
    }
}
