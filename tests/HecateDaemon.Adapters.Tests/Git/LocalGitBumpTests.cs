using HecateDaemon.Adapters.Git;
using LibGit2Sharp;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

public sealed class LocalGitBumpTests : GitBumpTests
{
    private protected override string Address => Remote.Path;

    [Fact]
    public async Task A_file_URL_is_the_same_repository()
    {
        using var git = new GitFixture();
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));

        (await git.BumpAsync(Intention("file://" + Remote.Path))).Commit.ToString().ShouldBe(Remote.Head);
    }

    [Fact]
    public async Task A_repository_with_a_working_tree_is_refused()
    {
        using var git = new GitFixture();
        var head = Remote.Commit(("apps/web.yaml", Pod("1.0.0")));

        var refused = await git.RefusedAsync(Intention(Remote.Work));

        (refused.Code, BareRemote.Git(Remote.Work, "rev-parse", "main")).ShouldBe(("push_refused", head));
        refused.Reason.ShouldContain("working tree");
    }

    [Fact]
    public void A_branch_that_moved_is_not_moved_over()
    {
        var first = new ObjectId(Remote.Commit(("a", "1")));
        var second = new ObjectId(Remote.Commit(("a", "2")));

        NativeGit.TryMoveReference(Remote.Path, "refs/heads/main", first, expected: first).ShouldBeFalse();
        Remote.Head.ShouldBe(second.Sha);
        NativeGit.TryMoveReference(Remote.Path, "refs/heads/main", first, expected: second).ShouldBeTrue();
        Remote.Head.ShouldBe(first.Sha);
    }

    [Fact]
    public void A_branch_that_somebody_is_writing_is_not_written()
    {
        var head = new ObjectId(Remote.Commit(("a", "1")));
        File.WriteAllText(Path.Combine(Remote.Path, "refs/heads/main.lock"), "");

        NativeGit.TryMoveReference(Remote.Path, "refs/heads/main", head, expected: head).ShouldBeFalse();
    }
}
