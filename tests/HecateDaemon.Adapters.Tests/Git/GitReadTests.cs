using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>What holds for reading, in place and through a clone.</summary>
public abstract class GitReadTests : IAsyncLifetime
{
    private protected BareRemote Remote { get; } = new();

    private GitFixture Daemon { get; } = new();

    private protected abstract string Address { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync()
    {
        Daemon.Dispose();
        Remote.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("tag")]
    [InlineData("tag -a -m x")]
    public async Task A_tag_is_its_commit_wherever_it_moves_until_it_is_gone(string command)
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var commit = Remote.Commit();
            BareRemote.Git(Remote.Work, [.. command.Split(' '), "-f", "v1.0.0"]);
            BareRemote.Git(Remote.Work, "push", "-q", "-f", "origin", "v1.0.0");

            (await TagAsync("v1.0.0")).ToString().ShouldBe(commit);
        }

        BareRemote.Git(Remote.Work, "push", "-q", "origin", ":v1.0.0");
        (await TagAsync("v1.0.0")).ShouldBeNull();
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("../heads/main")]
    [InlineData("x:refs/heads/y")]
    [InlineData("*")]
    [InlineData("")]
    public async Task A_tag_that_is_not_there_or_cannot_be_is_none(string tag)
    {
        Remote.Commit();

        (await TagAsync(tag)).ShouldBeNull();
    }

    [Fact]
    public async Task A_tag_of_a_tag_is_followed_and_a_tag_of_a_tree_needs_a_person()
    {
        var commit = Remote.Commit(("a", "b"));
        BareRemote.Git(Remote.Work, "tag", "-a", "-m", "x", "one");
        BareRemote.Git(Remote.Work, "tag", "-a", "-m", "x", "two", "one");
        BareRemote.Git(Remote.Work, "tag", "tree", "HEAD^{tree}");
        BareRemote.Git(Remote.Work, "push", "-q", "--tags", "origin");

        (await TagAsync("two")).ToString().ShouldBe(commit);
        (await Should.ThrowAsync<OutsideWorldException>(TagAsync("tree"))).NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public async Task Reading_a_path_gives_its_regular_files_in_ordinal_order()
    {
        Directory.CreateDirectory(Path.Combine(Remote.Work, "apps"));
        File.CreateSymbolicLink(Path.Combine(Remote.Work, "apps/passwd"), "/etc/passwd");
        Directory.CreateDirectory(Path.Combine(Remote.Work, "apps/module"));
        BareRemote.Git(Remote.Work, "update-index", "--add", "--cacheinfo", $"160000,{new string('a', 40)},apps/module");
        var commit = CommitId.Parse(Remote.Commit(("apps/b/c.yaml", "c"), ("apps/b.yaml", "b\r\n"), ("apps/A.yaml", ""), ("apps-2/x", "x")));

        var files = await Daemon.Manifests.ReadAsync(Address, commit, "apps", CancellationToken.None);
        var one = await Daemon.Manifests.ReadAsync(Address, commit, "apps/b.yaml", CancellationToken.None);

        Remote.Look("ls-tree", "--name-only", "main", "apps/").ShouldBe("apps/A.yaml\napps/b.yaml\napps/b\napps/module\napps/passwd");
        files.Select(f => (f.Path, Encoding.UTF8.GetString(f.Content.Span))).ShouldBe(
            [("apps/A.yaml", ""), ("apps/b.yaml", "b\r\n"), ("apps/b/c.yaml", "c")]);
        one.ShouldHaveSingleItem().Path.ShouldBe("apps/b.yaml");
        (await Daemon.Manifests.ReadAsync(Address, commit, "", CancellationToken.None)).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("apps/passwd")]
    [InlineData("../apps")]
    [InlineData("apps/")]
    [InlineData("/etc/passwd")]
    public async Task Reading_a_path_that_is_not_there_is_never_an_empty_list(string path)
    {
        Directory.CreateDirectory(Path.Combine(Remote.Work, "apps"));
        File.CreateSymbolicLink(Path.Combine(Remote.Work, "apps/passwd"), "/etc/passwd");
        var commit = CommitId.Parse(Remote.Commit(("apps/a", "a")));

        var failure = await Should.ThrowAsync<OutsideWorldException>(
            Daemon.Manifests.ReadAsync(Address, commit, path, CancellationToken.None));

        failure.NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public async Task A_tree_that_leads_out_of_itself_is_not_read()
    {
        Remote.Commit(("apps/a", "a"));
        var blob = Remote.Look("rev-parse", "main:apps/a");
        var commit = Remote.CommitTree([.. "100644 ..\0"u8, .. Convert.FromHexString(blob)]);
        Remote.Look("update-ref", "refs/heads/evil", commit);

        await Should.ThrowAsync<OutsideWorldException>(
            Daemon.Manifests.ReadAsync(Address, CommitId.Parse(commit), "", CancellationToken.None));
    }

    [Fact]
    public async Task A_commit_contains_itself_and_its_ancestors_and_no_other()
    {
        var first = CommitId.Parse(Remote.Commit());
        var second = CommitId.Parse(Remote.Commit());
        BareRemote.Git(Remote.Work, "checkout", "-q", "-b", "side", first.ToString());
        BareRemote.Git(Remote.Work, "commit", "-q", "--allow-empty", "-m", "side");
        BareRemote.Git(Remote.Work, "push", "-q", "origin", "side");
        var side = CommitId.Parse(BareRemote.Git(Remote.Work, "rev-parse", "HEAD"));

        (await ContainsAsync(second, first)).ShouldBeTrue();
        (await ContainsAsync(second, second)).ShouldBeTrue();
        (await ContainsAsync(first, second)).ShouldBeFalse();
        (await ContainsAsync(second, side)).ShouldBeFalse();
        (await ContainsAsync(second, CommitId.Parse(new string('0', 39) + "1"))).ShouldBeFalse();
    }

    [Fact]
    public async Task What_changed_between_two_commits_is_told_by_file()
    {
        var earlier = CommitId.Parse(Remote.Commit(("a/b/same", "1"), ("a/b/changed", "1"), ("file", "1"), ("gone", "1")));
        File.Delete(Path.Combine(Remote.Work, "gone"));
        File.Delete(Path.Combine(Remote.Work, "file"));
        var later = CommitId.Parse(Remote.Commit(("a/b/changed", "2"), ("file/in/folder", "1"), ("new", "1")));

        (await Daemon.Changes.BetweenAsync(Address, earlier, later, CancellationToken.None)).ShouldBe(["a/b/changed", "file", "file/in/folder", "gone", "new"]);
        (await Daemon.Changes.BetweenAsync(Address, later, later, CancellationToken.None)).ShouldBeEmpty();
    }

    private Task<CommitId?> TagAsync(string tag) => Daemon.Code.FindTagAsync(Address, tag, CancellationToken.None);

    private Task<bool> ContainsAsync(CommitId later, CommitId earlier) =>
        Daemon.Manifests.ContainsAsync(Address, later, earlier, CancellationToken.None);
}

public sealed class LocalGitReadTests : GitReadTests
{
    private protected override string Address => Remote.Path;
}

public sealed class HttpGitReadTests : GitReadTests
{
    private HttpGitServer server = null!;

    private protected override string Address => server.Url("remote.git");

    public override async Task InitializeAsync() => server = await HttpGitServer.StartAsync(Remote.Parent);

    public override async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await base.DisposeAsync();
    }
}
