using System.Text;
using HecateDaemon.Adapters.Git;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Git;

public sealed class GitTreeTests : IDisposable
{
    private readonly BareRemote remote = new();

    public void Dispose() => remote.Dispose();

    [Fact]
    public void Each_revision_has_its_own_files_without_a_checkout()
    {
        var first = remote.Commit(("apps/a.yaml", "one"));
        remote.Look("tag", "-a", "-m", "one", "v1.0.0", "main");
        remote.Commit(("apps/a.yaml", "two!"), ("b.yaml", ""));

        Texts("main").ShouldBe(["apps/a.yaml 4 two!", "b.yaml 0 "]);
        Texts("main~1").ShouldBe(["apps/a.yaml 3 one"]);
        Texts("v1.0.0").ShouldBe(["apps/a.yaml 3 one"]);
        Texts(first[..10]).ShouldBe(["apps/a.yaml 3 one"]);
    }

    [Fact]
    public void A_symbolic_link_is_no_file()
    {
        remote.Commit(("a.yaml", "one"));
        File.CreateSymbolicLink(Path.Combine(remote.Work, "link.yaml"), "a.yaml");
        remote.Commit(("c.yaml", ""));

        Texts("main").ShouldBe(["a.yaml 3 one", "c.yaml 0 "]);
    }

    [Theory]
    [InlineData("no-such")]
    [InlineData("main:a.yaml")]
    [InlineData("^{/")]
    public void A_revision_that_is_no_commit_needs_a_person(string revision)
    {
        remote.Commit(("a.yaml", "one"));

        Should.Throw<OutsideWorldException>(() => GitTree.Open(remote.Path, revision, CancellationToken.None)).NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public void A_folder_that_is_no_repository_needs_a_person()
    {
        using var folder = new TempFolder();

        Should.Throw<OutsideWorldException>(() => GitTree.Open(folder.Path, "HEAD", CancellationToken.None)).NeedsPerson.ShouldBeTrue();
    }

    private List<string> Texts(string revision)
    {
        using var tree = GitTree.Open(remote.Path, revision, CancellationToken.None);
        return [.. tree.Files.Select(f => $"{f.Path} {f.Size} {Encoding.UTF8.GetString(tree.Read(f).Span)}")];
    }
}
