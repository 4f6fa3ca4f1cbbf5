using CsCheck;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

/// <summary>Texts from repositories that nobody vouches for: every reader answers, and never with an exception.</summary>
public sealed class ReleaseParserLaws
{
    private static readonly string[] Paths =
    [
        "package.json", "package-lock.json", "manifest.json", "Cargo.toml", "Cargo.lock", "uv.lock", "pyproject.toml", "setup.cfg", "setup.py", "a.app.src",
        "rebar.config", "mix.exs", "a.csproj", "pom.xml", "build.gradle", "gradle.properties", "VERSION", "Chart.yaml",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "[[", "<", ">", "</", "/>", "<!--", "-->", "\"", "'", "\"\"\"", "=", ":", ",", "\n", "\r\n", " ", "\t", "\\", "%", "#", "@version",
        "version", "\"version\"", "name", "1.2.3", "v1.2.3", "-SNAPSHOT", "package", "[[package]]\n", "source = ", "[dependencies]\n", "path = ", "project", "application", "vsn", "release", "dependencies", "\0", "\uFEFF", "é",
        "<version>", "</version>", "## ", "===", "---", "**", "[Unreleased]", "2026-01-01", "feat", "feat!: ", "BREAKING CHANGE: ", "Release-As: ", "(", ")", "```",
    ];

    private static readonly Gen<string> Texts = Gen.Frequency(
        (3, Gen.OneOf(Pieces).Array[0, 60].Select(string.Concat)),
        (1, Gen.String[0, 200]));

    [Fact]
    public void Every_place_that_is_found_holds_what_is_said_of_it() =>
        Gen.Select(Gen.OneOf(Paths), Texts).Sample((path, text) =>
            VersionFormats.For(path)!.Read(text).Places.ShouldAllBe(p => string.CompareOrdinal(text, p.Start, p.Text, 0, p.Text.Length) == 0));

    [Fact]
    public void Any_text_is_read_as_a_changelog_and_as_a_commit() =>
        Texts.Sample(text =>
        {
            Changelog.Parse(text).Entries.Sum(e => e.Statements).ShouldBeGreaterThanOrEqualTo(0);
            ConventionalCommit.Parse(text).Subject.ShouldNotBeNull();
        });

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("<")]
    [InlineData("a ")]
    [InlineData("- ")]
    [InlineData("1.")]
    [InlineData("version=")]
    [InlineData("\"\"\"")]
    public void Long_lines_of_one_thing_are_read_too(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000));
        foreach (var path in Paths)
        {
            VersionFormats.For(path)!.Read(text).ShouldNotBeNull();
        }

        Changelog.Parse(text).ShouldNotBeNull();
        ConventionalCommit.Parse(text).ShouldNotBeNull();
        TagName.TryParse(text, out _).ShouldBeFalse();
    }
}
