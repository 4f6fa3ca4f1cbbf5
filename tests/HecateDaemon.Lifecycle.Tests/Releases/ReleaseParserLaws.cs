using CsCheck;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Releases;

/// <summary>Texts from repositories that nobody vouches for: every reader answers, and never with an exception.</summary>
public sealed class ReleaseParserLaws
{
    private static readonly string[] Paths =
    [
        "package.json", "package-lock.json", "manifest.json", "Cargo.toml", "Cargo.lock", "uv.lock", "pyproject.toml", "setup.cfg", "setup.py", "a.app.src",
        "rebar.config", "mix.exs", "a.csproj", "pom.xml", "build.gradle", "gradle.properties", "version.rb", "version.go", "VERSION", "Chart.yaml",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "[[", "<", ">", "</", "/>", "<!--", "-->", "\"", "'", "\"\"\"", "=", ":", ",", "\n", "\r\n", " ", "\t", "\\", "%", "#", "@version",
        "version", "\"version\"", "name", "1.2.3", "v1.2.3", "-SNAPSHOT", "package", "[[package]]\n", "source = ", "[dependencies]\n", "path = ", "project", "application", "vsn", "release", "dependencies", "\0", "\uFEFF", "é",
        "<version>", "</version>", "## ", "===", "---", "**", "[Unreleased]", "2026-01-01", "feat", "feat!: ", "BREAKING CHANGE: ", "Release-As: ", "(", ")", "```",
        "# Migration\n", "**Rollback Plan**: ", "- ", "[unreleased]: https://g.example.org/c/v1.2.3...HEAD", "fix(a): B (#12)", "Notes of ", "7.8.9",
    ];

    private static readonly Gen<string> Texts = Gen.Frequency(
        (3, Gen.OneOf(Pieces).Array[0, 60].Select(string.Concat)),
        (1, Gen.String[0, 200]));

    [Fact]
    public void Every_place_that_is_found_holds_what_is_said_of_it() =>
        Gen.Select(Gen.OneOf(Paths), Texts).Sample((path, text) =>
            VersionFormats.For(path)!.Read(text).Places.ShouldAllBe(p => string.CompareOrdinal(text, p.Start, p.Text, 0, p.Text.Length) == 0));

    [Fact]
    public void Every_version_that_a_manifest_asks_for_stands_where_it_is_said() =>
        Texts.Sample(text => VersionFormats.For("Cargo.toml")!.Read(text).Requirements
            .ShouldAllBe(p => string.CompareOrdinal(text, p.Start, p.Text, 0, p.Text.Length) == 0));

    [Fact]
    public void Any_changelog_is_given_an_entry_and_loses_nothing() =>
        Texts.Sample(text =>
        {
            VersionNumber.TryParse("7.8.9", out var version).ShouldBeTrue();
            var changes = new ChangeSet([], []);
            if (ChangelogUpdate.Of("CHANGELOG.md", text, version!, new(2026, 11, 23), previous: null, "v7.8.9", changes) is { } prepared)
            {
                prepared.Edits.ShouldAllBe(e => e.Length == 0);
                prepared.Diff.ShouldNotBeEmpty();
            }
        });

    [Fact]
    public void Any_notes_have_their_sections_or_none() =>
        Gen.Select(Texts, Texts).Sample((text, message) =>
        {
            var change = new Change(CommitId.Parse(new string('a', 40)), ConventionalCommit.Parse(message));
            Mention.Of(change, text).ShouldBeOneOf(true, false);
            (NotesSection.Migration(text)?.Length ?? 0).ShouldBeLessThanOrEqualTo(text.Length);
            (NotesSection.Rollback(text)?.Length ?? 0).ShouldBeLessThanOrEqualTo(text.Length);
            VersionsNamed.In(text).ShouldAllBe(v => text.Contains(v.Text));
        });

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
