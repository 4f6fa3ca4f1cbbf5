using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>Bumps that wait on a branch of their own until somebody merges them, whichever way.</summary>
public sealed class ProposalTests : IAsyncLifetime
{
    private const string Branch = "hecate/shop/2.0.0";

    private readonly BareRemote remote = new();
    private readonly GitFixture git = new();
    private HttpGitServer server = null!;

    public async Task InitializeAsync()
    {
        server = await HttpGitServer.StartAsync(remote.Parent);
        remote.Commit(("apps/web.yaml", Pod("1.0.0")));
    }

    public async Task DisposeAsync()
    {
        git.Dispose();
        await server.DisposeAsync();
        remote.Dispose();
    }

    [Fact]
    public async Task A_proposal_leaves_the_branch_alone_and_is_found_again()
    {
        var head = remote.Head;

        var proposed = await git.ProposeAsync(Wish());
        using var fresh = new GitFixture();
        var again = await fresh.ProposeAsync(Wish(isKnown: true));

        (proposed.Branch, remote.Head).ShouldBe((Branch, head));
        again.Commit.ShouldBe(proposed.Commit);
        remote.Look("rev-parse", Branch).ShouldBe(proposed.Commit.ToString());
        remote.Look("rev-parse", $"{Branch}^").ShouldBe(head);
    }

    [Theory]
    [InlineData("merge", "-q", "--no-ff", "-m", "Merge it", "origin/" + Branch)]
    [InlineData("merge", "-q", "--ff-only", "origin/" + Branch)]
    [InlineData("cherry-pick", "origin/" + Branch)]
    [InlineData("merge", "-q", "--squash", "origin/" + Branch)]
    public async Task It_has_arrived_by_merge_fast_forward_rebase_or_squash(params string[] how)
    {
        await git.ProposeAsync(Wish());
        if (!how.Contains("--ff-only"))
        {
            remote.Commit(("apps/other.yaml", "a: b"));
        }

        BringHome(how);
        remote.Look("branch", "-D", Branch);
        remote.Commit(("apps/later.yaml", "c: d"));

        var bumped = await git.BumpAsync(Wish(isKnown: true));

        // The commit from which on the branch itself has it.
        remote.Look("show", $"{bumped.Commit}:apps/web.yaml").ShouldBe(Pod("2.0.0").TrimEnd());
        remote.Look("log", "--first-parent", "--format=%H", "main").Split('\n').ShouldContain(bumped.Commit.ToString());
        bumped.Places.ShouldHaveSingleItem().New.ShouldBe("2.0.0");
    }

    [Fact]
    public async Task A_request_that_was_closed_is_told_and_not_opened_again()
    {
        await git.ProposeAsync(Wish());
        remote.Look("branch", "-D", Branch);

        var refused = await git.RefusedAsync(Wish(isKnown: true));

        refused.Code.ShouldBe("proposal_closed");
        refused.Reason.ShouldContain($"'{Branch}' is gone");
        remote.Look("branch").ShouldNotContain(Branch);
    }

    [Fact]
    public async Task A_branch_that_went_elsewhere_meanwhile_is_told()
    {
        await git.ProposeAsync(Wish());
        remote.Commit(("apps/web.yaml", Pod("1.5.0")));

        var refused = await git.RefusedAsync(Wish(isKnown: true));

        refused.Code.ShouldBe("manifest_moved");
        refused.Reason.ShouldContain("went to 1.5.0 meanwhile");
    }

    [Fact]
    public async Task What_arrived_and_was_changed_again_is_told()
    {
        await git.ProposeAsync(Wish());
        BringHome("merge", "-q", "--no-ff", "-m", "Merge it", "origin/" + Branch);
        remote.Commit(("apps/web.yaml", Pod("1.5.0")));

        (await git.RefusedAsync(Wish(isKnown: true))).Code.ShouldBe("manifest_moved");
    }

    [Fact]
    public async Task Another_deployments_branch_is_not_taken_until_it_has_been_merged()
    {
        await git.ProposeAsync(Wish(mark: "d-0"));

        (await git.RefusedAsync(Wish())).Code.ShouldBe("proposal_branch_taken");

        BringHome("cherry-pick", "origin/" + Branch);
        remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        var proposed = await git.ProposeAsync(Wish());
        remote.Look("rev-parse", Branch).ShouldBe(proposed.Commit.ToString());
    }

    [Fact]
    public async Task Push_options_reach_the_server()
    {
        remote.Look("config", "receive.advertisePushOptions", "true");
        remote.Hook("post-receive", "echo $GIT_PUSH_OPTION_COUNT $GIT_PUSH_OPTION_0 $GIT_PUSH_OPTION_1 > options");

        await git.ProposeAsync(Wish() with { Proposal = new() { Branch = Branch, PushOptions = ["merge_request.create", "title=Bump $(id) ;"] } });

        File.ReadAllText(Path.Combine(remote.Path, "options")).ShouldBe("2 merge_request.create title=Bump $(id) ;\n");
    }

    [Fact]
    public async Task A_server_without_push_options_is_named()
    {
        var failure = await Should.ThrowAsync<OutsideWorldException>(
            git.ProposeAsync(Wish() with { Proposal = new() { Branch = Branch, PushOptions = ["x"] } }));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain("takes no push options");
    }

    [Fact]
    public async Task The_command_runs_once_with_its_arguments_as_they_are()
    {
        using var folder = new TempFolder();
        var wish = Wish() with
        {
            Subject = "chore: $(touch x); 'quoted'",
            Proposal = new() { Branch = Branch, Command = ["sh", "-c", "printf '%s\\n' \"$@\" >> \"$0\"", folder.Below("said"), "{branch}", "{target}", "{subject}", "{commit}", "{}"] },
        };

        var proposed = await git.ProposeAsync(wish);
        await git.ProposeAsync(wish with { Proposal = wish.Proposal! with { IsKnown = true } });

        File.ReadAllLines(folder.Below("said")).ShouldBe([Branch, "main", "chore: $(touch x); 'quoted'", proposed.Commit.ToString(), "{}"]);
    }

    [Theory]
    [InlineData("echo it is Friday >&2; exit 3", "it is Friday")]
    [InlineData("exec sleep 600", "took longer")]
    public async Task A_command_that_fails_or_hangs_is_told_and_runs_again(string script, string said)
    {
        var wish = Wish() with
        {
            Proposal = new() { Branch = Branch, Command = ["sh", "-c", script], CommandDeadline = TimeSpan.FromMilliseconds(500) },
        };

        (await Should.ThrowAsync<OutsideWorldException>(git.ProposeAsync(wish))).Message.ShouldContain(said);
        (await git.ProposeAsync(wish with { Proposal = wish.Proposal! with { Command = ["true"] } })).Branch.ShouldBe(Branch);
    }

    private BumpIntention Wish(bool isKnown = false, string mark = "d-1") =>
        Intention(server.Url("remote.git"), mark: mark) with { Proposal = new() { Branch = Branch, IsKnown = isKnown } };

    /// <summary>What the forge does when somebody presses the button.</summary>
    private void BringHome(params string[] how)
    {
        BareRemote.Git(remote.Work, "fetch", "-q", "origin");
        BareRemote.Git(remote.Work, "checkout", "-q", "-B", "main", "origin/main");
        BareRemote.Git(remote.Work, how);
        if (how.Contains("--squash"))
        {
            BareRemote.Git(remote.Work, "commit", "-q", "-m", "Squashed, and nothing said");
        }

        BareRemote.Git(remote.Work, "push", "-q", "origin", "main");
    }
}
