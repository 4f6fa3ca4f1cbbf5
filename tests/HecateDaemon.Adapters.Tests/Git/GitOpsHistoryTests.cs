using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>Histories made with the real git.</summary>
public sealed class GitOpsHistoryTests : IDisposable
{
    private readonly BareRemote remote = new();
    private readonly GitFixture daemon = new();

    public void Dispose()
    {
        daemon.Dispose();
        remote.Dispose();
    }

    [Fact]
    public async Task What_others_did_to_the_version_is_told_with_commit_author_and_place_newest_first()
    {
        remote.Commit(("apps/web.yaml", GitFixture.Pod("1.0.0")), ("README.md", "x"));
        var ours = await daemon.BumpAsync(GitFixture.Intention(remote.Path));
        remote.Commit(("README.md", "y"), ("apps/other.yaml", GitFixture.Pod("7.0.0", "ghcr.io/org/other")));
        var first = remote.Commit(("apps/web.yaml", GitFixture.Pod("2.0.1")));
        var second = remote.Commit(("apps/web.yaml", GitFixture.Pod("2.0.2")), ("elsewhere/web.yaml", GitFixture.Pod("9.9.9")));

        var changes = await ChangesAsync(ours.Commit);

        changes.Select(c => (c.Commit.Id.ToString(), c.Commit.Author, c.File, c.Line, c.Old, c.New)).ShouldBe(
        [
            (second, "Somebody", "apps/web.yaml", 7, "2.0.1", "2.0.2"),
            (first, "Somebody", "apps/web.yaml", 7, "2.0.0", "2.0.1"),
        ]);
    }

    [Fact]
    public async Task The_daemons_own_commits_merges_and_what_others_bring_are_no_such_change()
    {
        remote.Commit(("apps/web.yaml", GitFixture.Pod("1.0.0")));
        var ours = await daemon.BumpAsync(GitFixture.Intention(remote.Path));
        await daemon.BumpAsync(GitFixture.Intention(remote.Path, "3.0.0", "d-2"));
        BareRemote.Git(remote.Work, "pull", "-q", "origin", "main");
        BareRemote.Git(remote.Work, "checkout", "-q", "-b", "side");
        File.WriteAllText(Path.Combine(remote.Work, "notes.txt"), "x");
        BareRemote.Git(remote.Work, "add", "-A");
        BareRemote.Git(remote.Work, "commit", "-q", "-m", "docs: notes");
        BareRemote.Git(remote.Work, "checkout", "-q", "-");
        BareRemote.Git(remote.Work, "merge", "-q", "--no-ff", "-m", "Merge side", "side");
        BareRemote.Git(remote.Work, "push", "-q", "origin", "HEAD:main");

        (await ChangesAsync(ours.Commit)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_place_that_came_with_another_version_is_told_and_one_that_moved_is_not()
    {
        var start = remote.Commit(("apps/web.yaml", GitFixture.Pod("1.0.0")));
        remote.Commit(("apps/web.yaml", "# moved\n" + GitFixture.Pod("1.0.0")));
        remote.Commit(("apps/worker.yaml", GitFixture.Pod("1.5.0")));

        (await ChangesAsync(CommitId.Parse(start))).ShouldHaveSingleItem().ShouldBe(("apps/worker.yaml", null, "1.5.0"), c => (c.File, c.Old, c.New));
    }

    [Fact]
    public async Task The_last_commit_that_named_an_image_is_found_and_one_that_no_commit_named_is_not()
    {
        remote.Commit(("apps/web.yaml", GitFixture.Pod("1.0.0")));
        var last = remote.Commit(("README.md", "x"));
        remote.Commit(("apps/web.yaml", GitFixture.Pod("2.0.0")));

        (await FindAsync("1.0.0"))!.Id.ToString().ShouldBe(last);
        (await FindAsync("0.9.0")).ShouldBeNull();
    }

    private Task<IReadOnlyList<GitOpsChange>> ChangesAsync(CommitId after) =>
        daemon.History.ChangesAsync(new(remote.Path, "apps"), after, CommitId.Parse(remote.Head), GitFixture.App, CancellationToken.None);

    private Task<GitOpsCommit?> FindAsync(string version) =>
        daemon.History.FindAsync(new(remote.Path, "apps"), CommitId.Parse(remote.Head), GitFixture.App, version, CancellationToken.None);
}

internal static class Comparing
{
    public static void ShouldBe<T>(this GitOpsChange change, T wanted, Func<GitOpsChange, T> told) => told(change).ShouldBe(wanted);
}
