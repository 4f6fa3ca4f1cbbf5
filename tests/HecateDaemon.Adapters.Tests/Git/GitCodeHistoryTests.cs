using HecateDaemon.Adapters.Git;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>What is read, against repositories made by the real git.</summary>
public sealed class GitCodeHistoryTests : IDisposable
{
    private readonly BareRemote remote = new();

    [Fact]
    public void Tags_are_annotated_or_not_and_name_their_commits()
    {
        var first = remote.Commit(("VERSION", "1.0.0\n"));
        remote.Look("tag", "v1.0.0", first);
        remote.Look("-c", "user.name=ann", "-c", "user.email=ann@localhost", "tag", "-a", "v1.0.1", "-m", "The notes.", first);
        remote.Look("tag", "blob", remote.Look("rev-parse", $"{first}:VERSION"));
        LocalCodeHistory.Read(remote.Path, ReleaseFiles.Usual, history =>
        {
            history.Tags.Select(t => (t.Name, t.IsAnnotated, Id(history, t.Commit))).ShouldBe(
                [("blob", false, null), ("v1.0.0", false, first), ("v1.0.1", true, first)], ignoreOrder: true);
            history.Tags.Single(t => t.IsAnnotated).Message.ShouldBe("The notes.\n");
            return 0;
        }, CancellationToken.None);
    }

    [Fact]
    public void Commits_come_with_parents_before_children_and_with_their_messages()
    {
        remote.Commit(("a", "1"));
        remote.Commit(("a", "2"));
        var head = remote.Commit(("a", "3"));
        LocalCodeHistory.Read(remote.Path, ReleaseFiles.Usual, history =>
        {
            history.Graph.Count.ShouldBe(3);
            Id(history, history.Head).ShouldBe(head);
            history.Graph.FirstParents(history.Head!.Value).ShouldBe([2, 1, 0]);
            history.Graph[0].Message.ShouldBe("feat: Something else\n");
            return 0;
        }, CancellationToken.None);
    }

    [Fact]
    public void Only_regular_files_that_may_matter_are_found()
    {
        remote.Commit(("package.json", "{}"), ("src/Cargo.toml", "[package]\n"), ("node_modules/a/package.json", "{}"), ("src/main.rs", "fn main() {}"));
        File.CreateSymbolicLink(Path.Combine(remote.Work, "VERSION"), "/etc/hostname");
        remote.Commit();
        LocalCodeHistory.Read(remote.Path, ReleaseFiles.Usual, history =>
        {
            history.FilesAt(history.Head!.Value).Select(f => f.Path).ShouldBe(["package.json", "src/Cargo.toml"]);
            history.FolderAt(history.Head.Value, "src").ShouldBe(remote.Look("rev-parse", "main:src"));
            history.FolderAt(history.Head.Value, "src/main.rs").ShouldBeNull();
            return 0;
        }, CancellationToken.None);
    }

    [Theory]
    [InlineData("packages/b/x", false)]
    [InlineData("Cargo.lock", false)]
    [InlineData("packages/c/x", true)]
    [InlineData("packages/c", true)]
    [InlineData("README.md", true)]
    public void A_commit_touches_more_than_some_folders(string path, bool isMore)
    {
        remote.Commit(("packages/b/x", "1"), ("README.md", "1"));
        remote.Commit((path, "2"));
        LocalCodeHistory.Read(remote.Path, ReleaseFiles.Usual, h => h.TouchesMoreThan(h.Head!.Value, ["packages/b", "gone"]), CancellationToken.None).ShouldBe(isMore);
    }

    [Theory]
    [InlineData("packages/b/x", "packages/b", true)]
    [InlineData("packages/b/x", "packages", true)]
    [InlineData("packages/b/deep/x", "packages/b", true)]
    [InlineData("packages/c/x", "packages/b", false)]
    [InlineData("packages/b.txt", "packages/b", false)]
    [InlineData("README.md", "packages", false)]
    [InlineData("new/x", "new", true)]
    public void A_commit_touches_the_folders_above_what_it_changes(string path, string folder, bool touches)
    {
        remote.Commit(("packages/b/x", "1"), ("packages/c/x", "1"), ("README.md", "1"));
        remote.Commit((path, "2"));
        LocalCodeHistory.Read(remote.Path, ReleaseFiles.Usual, h => h.Touches(h.Head!.Value, folder), CancellationToken.None).ShouldBe(touches);
    }

    [Fact]
    public void Latin_is_read_and_binary_is_not()
    {
        File.WriteAllBytes(Path.Combine(remote.Work, "CHANGELOG.md"), [.. "## 1.0.0\n"u8, 0xE9]);
        File.WriteAllBytes(Path.Combine(remote.Work, "VERSION"), [0xFF, 0, 1]);
        remote.Commit();
        LocalCodeHistory.Read(remote.Path, ReleaseFiles.Usual, history =>
        {
            history.FilesAt(history.Head!.Value).Select(history.Read).ShouldBe(["## 1.0.0\né", null]);
            return 0;
        }, CancellationToken.None);
    }

    [Fact]
    public void A_shallow_clone_says_where_it_ends()
    {
        remote.Commit(("VERSION", "1.0.0\n"));
        remote.Commit(("VERSION", "1.1.0\n"));
        var clone = Path.Combine(remote.Parent, "shallow");
        BareRemote.Git(remote.Parent, "clone", "-q", "--depth", "1", $"file://{remote.Path}", clone);
        LocalCodeHistory.Read(clone, ReleaseFiles.Usual, history => history.Graph[history.Head!.Value].IsCut, CancellationToken.None).ShouldBeTrue();
    }

    [Fact]
    public void A_file_name_that_nobody_can_check_out_is_passed_over()
    {
        var head = remote.Commit(("VERSION", "1.0.0\n"));
        var blob = Convert.FromHexString(remote.Look("rev-parse", $"{head}:VERSION"));
        var strange = remote.CommitTree([.. "100644 ..\0"u8, .. blob, .. "100644 VERSION\0"u8, .. blob]);
        remote.Look("tag", "v1.0.0", strange);
        LocalCodeHistory.Read(remote.Path, ReleaseFiles.Usual, history => history.FilesAt(history.Tags[0].Commit!.Value).Select(f => f.Path).ToList(), CancellationToken.None)
            .ShouldBe(["VERSION"]);
    }

    [Fact]
    public void An_empty_repository_has_neither_head_nor_tags()
    {
        LocalCodeHistory.Read(remote.Path, ReleaseFiles.Usual, history => (history.Head, history.Tags.Count, history.Graph.Count), CancellationToken.None)
            .ShouldBe((null, 0, 0));
    }

    [Fact]
    public void Where_there_is_no_repository_one_sentence_says_so() =>
        Should.Throw<OutsideWorldException>(() => LocalCodeHistory.Read("/nowhere", ReleaseFiles.Usual, _ => 0, CancellationToken.None))
            .Message.ShouldBe("There is no git repository at /nowhere.");

    [Fact]
    public void What_was_prepared_is_committed_and_tagged_as_the_person()
    {
        remote.Commit(("VERSION", "1.0.0\n"));
        BareRemote.Git(remote.Work, "config", "user.name", "ann");
        BareRemote.Git(remote.Work, "config", "user.email", "ann@localhost");
        File.WriteAllText(Path.Combine(remote.Work, "VERSION"), "1.1.0\n");
        using (var tree = LocalWorkingTree.Open(remote.Work))
        {
            tree.Commit(["VERSION"], "chore: Release v1.1.0\n", DateTimeOffset.UnixEpoch);
            tree.Tag("v1.1.0", "The notes.\n", DateTimeOffset.UnixEpoch);
        }

        BareRemote.Git(remote.Work, "show", "v1.1.0:VERSION").ShouldBe("1.1.0");
        BareRemote.Git(remote.Work, "log", "-1", "--format=%an %s").ShouldBe("ann chore: Release v1.1.0");
        BareRemote.Git(remote.Work, "cat-file", "-t", "v1.1.0").ShouldBe("tag");
    }

    [Fact]
    public void Other_staged_changes_do_not_come_along()
    {
        remote.Commit(("VERSION", "1.0.0\n"), ("other", "1"));
        File.WriteAllText(Path.Combine(remote.Work, "other"), "2");
        BareRemote.Git(remote.Work, "add", "other");
        using var tree = LocalWorkingTree.Open(remote.Work);
        Should.Throw<OutsideWorldException>(tree.RefuseIfStaged)
            .Message.ShouldContain("Other changes are staged");
    }

    public void Dispose() => remote.Dispose();

    private static string? Id(ICodeHistory history, int? commit) => commit is { } number ? history.Graph[number].Id.ToString() : null;
}
