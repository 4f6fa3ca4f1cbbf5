using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

public sealed class ConventionalCommitTests
{
    [Theory]
    [InlineData("feat: Ship it", "feat", null, "Ship it")]
    [InlineData("fix(api): Answer", "fix", "api", "Answer")]
    [InlineData("FEAT(api)!: Answer", "feat", "api", "Answer")]
    [InlineData("chore(deps): bump a from 1 to 2", "chore", "deps", "bump a from 1 to 2")]
    [InlineData("anything!: Drop it", "anything", null, "Drop it")]
    public void A_first_line_has_type_scope_and_description(string subject, string type, string? scope, string description)
    {
        var read = ConventionalCommit.Parse(subject + "\n\nBody.\n");
        (read.Type, read.Scope, read.Description).ShouldBe((type, scope, description));
    }

    [Theory]
    [InlineData("Ship it")]
    [InlineData("router: add a route")]
    [InlineData("feat ship it")]
    [InlineData("https://example.org")]
    [InlineData("Merge branch 'main'")]
    [InlineData("")]
    public void Other_first_lines_do_not_follow_the_convention(string subject) => ConventionalCommit.Parse(subject).Type.ShouldBeNull();

    [Theory]
    [InlineData("feat!: Drop v1", "Drop v1")]
    [InlineData("feat: X\n\nBREAKING CHANGE: v1 is gone", "v1 is gone")]
    [InlineData("fix: X\n\nBody\n\nBREAKING-CHANGE: v1 is gone\nRefs: #1", "v1 is gone")]
    [InlineData("Drop v1 (#3)\n\n* feat: X\n\n  BREAKING CHANGE: v1 is gone", "v1 is gone")]
    public void What_breaks_is_said_by_a_mark_or_a_footer(string message, string breaking) =>
        ConventionalCommit.Parse(message).Breaking.ShouldBe(breaking);

    [Theory]
    [InlineData("feat: X\n\nBREAKING CHANGE: none")]
    [InlineData("feat: X\n\nThis is no BREAKING CHANGE: nothing happens")]
    [InlineData("feat: X\n\nbreaking change: lower case is not a footer")]
    public void Nothing_breaks_where_it_is_not_said(string message) => ConventionalCommit.Parse(message).Breaking.ShouldBeNull();

    [Fact]
    public void A_footer_may_ask_for_a_version() =>
        ConventionalCommit.Parse("chore: Release\n\nRelease-As: 2.0.0\n").ReleaseAs!.Text.ShouldBe("2.0.0");

    [Fact]
    public void What_was_taken_back_did_not_happen()
    {
        var history = new SampleHistory().Commit("feat: A").Commit("Revert \"feat: A\"\n\nThis reverts commit 0000000000000000000000000000000000000001.").Commit("fix: B");
        var changes = Of(history);
        changes.Count.ShouldBe(1);
        changes.Needed.ShouldBe(Jump.Patch);
    }

    [Fact]
    public void Merges_and_release_commits_say_nothing_about_the_convention()
    {
        var history = new SampleHistory().Commit("feat: A").Commit("v1.2.0").Commit("Bump left-pad from 1.0 to 1.1").CommitOn([2, 0], "Merge pull request #3");
        Of(history).Share.ShouldBe(1);
    }

    private static ChangeSet Of(SampleHistory history) =>
        ChangeSet.Of(history.Graph.Range(since: null, history.Head!.Value), c => history.Graph[c], c => ConventionalCommit.Parse(history.Graph[c].Message));
}
