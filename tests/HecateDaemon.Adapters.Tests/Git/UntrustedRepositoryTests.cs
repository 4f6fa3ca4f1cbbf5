using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>A repository's content is somebody else's: nothing in it runs, leads elsewhere or fills the memory.</summary>
public sealed class UntrustedRepositoryTests : IAsyncLifetime
{
    private readonly BareRemote remote = new();
    private readonly TempFolder state = new();
    private HttpGitServer server = null!;

    private string Address => server.Url("remote.git");

    public async Task InitializeAsync() => server = await HttpGitServer.StartAsync(remote.Parent);

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        state.Dispose();
        remote.Dispose();
    }

    [Fact]
    public async Task Attributes_change_no_byte_and_run_no_filter()
    {
        using var git = new GitFixture(state.Path);
        var attributes = "* text eol=crlf ident filter=evil\n";
        var text = "# $Id: old $\r\n" + Pod("1.0.0") + "# mixed\r\n";
        remote.Commit(("apps/web.yaml", text), ("attributes", attributes));
        remote.Look("update-ref", "refs/heads/main", remote.CommitTree(
        [
            .. "100644 .gitattributes\0"u8, .. Convert.FromHexString(remote.Look("rev-parse", "main:attributes")),
            .. "40000 apps\0"u8, .. Convert.FromHexString(remote.Look("rev-parse", "main:apps")),
        ]));

        await git.BumpAsync(Intention(Address));

        System.Text.Encoding.UTF8.GetString(remote.Show("apps/web.yaml")).ShouldBe(text.Replace("1.0.0", "2.0.0"));
    }

    [Fact]
    public async Task No_hook_of_a_clone_runs()
    {
        using var git = new GitFixture(state.Path);
        remote.Look("config", "receive.advertisePushOptions", "true");
        remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        await git.Manifests.HeadAsync(Address, "main", CancellationToken.None);
        var clone = Directory.GetDirectories(state.Below("git")).ShouldHaveSingleItem();
        Directory.CreateDirectory(Path.Combine(clone, "hooks"));
        foreach (var name in (string[])["pre-push", "reference-transaction", "post-commit", "pre-commit", "commit-msg"])
        {
            var hook = Path.Combine(clone, "hooks", name);
            File.WriteAllText(hook, $"#!/bin/sh\ntouch {state.Below("ran")}\n");
            BareRemote.MakeExecutable(hook);
        }

        await git.BumpAsync(Intention(Address));
        await git.ProposeAsync(Intention(Address, "3.0.0", "d-2") with { Proposal = new() { Branch = "hecate/x", PushOptions = ["x"] } });

        File.Exists(state.Below("ran")).ShouldBeFalse();
    }

    [Fact]
    public async Task Submodules_are_neither_fetched_nor_entered()
    {
        using var git = new GitFixture(state.Path);
        var asked = new List<string>();
        server.Before = context =>
        {
            asked.Add(context.Request.Path);
            return Task.FromResult(true);
        };
        remote.Commit(("apps/web.yaml", Pod("1.0.0")), (".gitmodules", $"[submodule \"evil\"]\n\tpath = apps/evil\n\turl = {server.Url("evil.git")}\n"));
        BareRemote.Git(remote.Work, "update-index", "--add", "--cacheinfo", $"160000,{remote.Head},apps/evil");
        BareRemote.Git(remote.Work, "commit", "-q", "-m", "feat: A submodule");
        BareRemote.Git(remote.Work, "push", "-q", "origin", "HEAD:main");

        await git.BumpAsync(Intention(Address));
        var refused = await git.RefusedAsync(Intention(Address, mark: "d-2", path: "apps/evil"));

        refused.Reason.ShouldContain("submodule");
        asked.ShouldAllBe(path => path.StartsWith("/remote.git/", StringComparison.Ordinal));
        remote.Look("ls-tree", "main", "apps/evil").ShouldStartWith("160000 commit");
    }

    [Theory]
    [InlineData("link")]
    [InlineData("link/web.yaml")]
    [InlineData("file.yaml")]
    [InlineData("outside")]
    public async Task A_path_that_is_or_goes_through_a_link_is_refused(string path)
    {
        using var git = new GitFixture(state.Path);
        remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        File.CreateSymbolicLink(Path.Combine(remote.Work, "link"), "apps");
        File.CreateSymbolicLink(Path.Combine(remote.Work, "file.yaml"), "apps/web.yaml");
        File.CreateSymbolicLink(Path.Combine(remote.Work, "outside"), "/etc");
        var head = remote.Commit(("x", ""));

        var refused = await git.RefusedAsync(Intention(Address, path: path));

        refused.Reason.ShouldContain("symbolic link");
        remote.Head.ShouldBe(head);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData(".git")]
    [InlineData(".GIT")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name)
    {
        using var git = new GitFixture(state.Path);
        remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        var apps = Convert.FromHexString(remote.Look("rev-parse", "main:apps"));
        remote.Look("update-ref", "refs/heads/main", remote.CommitTree(
            [.. "40000 "u8, .. System.Text.Encoding.UTF8.GetBytes(name), 0, .. apps, .. "40000 apps\0"u8, .. apps]));

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address, path: "")));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain("nobody can check out");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_named_and_not_read()
    {
        using var git = new GitFixture(state.Path);
        remote.Commit(("apps/web.yaml", Pod("1.0.0")), ("apps/huge.yaml", new string('x', (8 << 20) + 1)));

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain("apps/huge.yaml");
    }

    [Fact]
    public async Task A_file_that_can_be_no_manifest_may_be_as_large_as_it_likes()
    {
        using var git = new GitFixture(state.Path);
        remote.Commit(("apps/web.yaml", Pod("1.0.0")), ("apps/huge.bin", new string('x', (8 << 20) + 1)));

        (await git.BumpAsync(Intention(Address))).ShouldBeOfType<BumpOutcome.Bumped>();
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_named_whoever_comes_to_it_first()
    {
        using var git = new GitFixture(state.Path);
        var many = Enumerable.Range(0, 2_000).Select(i => ($"apps/{i}.yaml", $"name: app{i}"));
        remote.Commit([.. many, ("apps/huge.yaml", new string('x', (8 << 20) + 1))]);

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        failure.Message.ShouldContain("apps/huge.yaml");
    }

    [Fact]
    public async Task Folders_that_multiply_without_end_are_left()
    {
        using var git = new GitFixture(state.Path);
        remote.Commit(("apps/web.yaml", Pod("1.0.0")));

        // Twelve levels of twelve folders each: more than 8 * 10^12 of them in a dozen objects.
        var tree = remote.WriteTree([]);
        for (var level = 0; level < 12; level++)
        {
            var below = Convert.FromHexString(tree);
            tree = remote.WriteTree([.. Enumerable.Range('a', 12).SelectMany(c => (byte[])[.. "40000 "u8, (byte)c, 0, .. below])]);
        }

        remote.Look("update-ref", "refs/heads/main", remote.CommitTree([.. "40000 apps\0"u8, .. Convert.FromHexString(tree)]));

        // Who looks for an image sees each of the dozen once; who wants the files is told that there are too many.
        (await git.RefusedAsync(Intention(Address))).Code.ShouldBe("image_not_found");
        var head = await git.Manifests.HeadAsync(Address, "main", CancellationToken.None);
        var failure = await Should.ThrowAsync<OutsideWorldException>(git.Manifests.ReadAsync(Address, head, "apps", CancellationToken.None));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain("more than");
    }

    [Fact]
    public async Task More_than_may_be_fetched_is_not_fetched()
    {
        using var git = new GitFixture(state.Path, maxFetchedBytes: 1 << 20);
        var noise = new byte[4 << 20];
        new Random(1).NextBytes(noise);
        remote.Commit(("apps/noise", Convert.ToBase64String(noise)));

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain("larger than 1 MiB");
    }
}
