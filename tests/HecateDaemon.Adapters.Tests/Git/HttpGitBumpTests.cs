using System.Net;
using System.Net.Sockets;
using HecateDaemon.Adapters.Git;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

public sealed class HttpGitBumpTests : GitBumpTests
{
    private HttpGitServer server = null!;

    private protected override string Address => server.Url("remote.git");

    public override async Task InitializeAsync()
    {
        server = await HttpGitServer.StartAsync(Remote.Parent);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_lost_race_is_taken_to_the_new_head(string lostAt)
    {
        using var git = new GitFixture();
        var first = Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        var others = new List<string>();
        server.Before = context =>
        {
            var pushes = context.Request.Path.Value!.EndsWith("git-receive-pack") || context.Request.QueryString.Value!.Contains("receive-pack");
            if (pushes && context.Request.Method == lostAt && others.Count < 2)
            {
                others.Add(Remote.Commit(($"apps/{others.Count}.yaml", "a: b")));
            }

            return Task.FromResult(true);
        };

        var bumped = await git.BumpAsync(Intention(Address));

        bumped.Attempts.ShouldBe(3);
        bumped.LostPushes.Select(p => (p.Attempt, p.Head.ToString())).ShouldBe([(1, first), (2, others[0])]);
        bumped.LostPushes.ShouldAllBe(p => p.Said.Length > 0);
        bumped.Commit.ToString().ShouldBe(Remote.Head);
        Remote.Look("rev-parse", "main^").ShouldBe(others[1]);
        Remote.Commits.ShouldBe(4);
        Remote.ShouldBeSound();
    }

    [Fact]
    public async Task A_race_that_is_never_won_ends_at_the_deadline()
    {
        using var git = new GitFixture(pushDeadline: TimeSpan.Zero);
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        server.Before = context =>
        {
            if (context.Request.Method == "POST" && context.Request.Path.Value!.EndsWith("git-receive-pack"))
            {
                Remote.Commit(("apps/other.yaml", $"a: {Remote.Head}"));
            }

            return Task.FromResult(true);
        };

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        failure.NeedsPerson.ShouldBeFalse();
        failure.Message.ShouldContain("came second");
    }

    [Fact]
    public async Task What_a_hook_declines_is_refused_in_its_words()
    {
        using var git = new GitFixture();
        var head = Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        Remote.Hook("update", "exit 1");

        var refused = await git.RefusedAsync(Intention(Address));

        refused.Code.ShouldBe("push_refused");
        refused.Reason.ShouldContain("hook declined");
        Remote.Head.ShouldBe(head);
    }

    [Fact]
    public async Task An_answer_that_is_lost_after_the_push_makes_no_second_commit()
    {
        using var git = new GitFixture();
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        Remote.Hook("post-receive", "kill -9 $PPID");
        var intention = Intention(Address);

        await Should.ThrowAsync<Exception>(git.Commits.BumpAsync(intention, CancellationToken.None));
        Remote.Hook("post-receive", "exit 0");
        var bumped = await git.BumpAsync(intention);

        bumped.Commit.ToString().ShouldBe(Remote.Head);
        bumped.Places.ShouldHaveSingleItem().Old.ShouldBe("1.0.0");
        Remote.Commits.ShouldBe(2);
    }

    [Fact]
    public async Task A_clone_that_a_crash_left_broken_is_made_anew()
    {
        using var state = new TempFolder();
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        using (var before = new GitFixture(state.Path))
        {
            await before.Manifests.HeadAsync(Address, "main", CancellationToken.None);
        }

        var clone = Directory.GetDirectories(state.Below("git")).ShouldHaveSingleItem();
        var head = Remote.Commit(("apps/x.yaml", "a: b"));
        File.WriteAllText(Path.Combine(clone, "refs/heads/main.lock"), "");
        File.WriteAllText(Path.Combine(clone, "objects/pack/pack_git2_0123456789abcdef"), "unfinished");
        using var after = new GitFixture(state.Path);

        (await after.Manifests.HeadAsync(Address, "main", CancellationToken.None)).ToString().ShouldBe(head);
        (await after.BumpAsync(Intention(Address))).Attempts.ShouldBe(1);
        Directory.GetFiles(Path.Combine(clone, "objects/pack"), "pack_git2_*").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(404, true)]
    [InlineData(500, false)]
    [InlineData(200, true)] // to git, a repository without branches
    public async Task A_server_that_answers_otherwise_is_quoted_without_secrets(int status, bool needsPerson)
    {
        using var git = new GitFixture();
        server.Before = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.WWWAuthenticate = status == 401 ? "Basic realm=\"x\"" : default;
            return Task.FromResult(false);
        };

        var failure = await Should.ThrowAsync<OutsideWorldException>(
            git.Manifests.HeadAsync(server.Url("remote.git", user: "ann:s3cret@"), "main", CancellationToken.None));

        failure.NeedsPerson.ShouldBe(needsPerson);
        failure.ToString().ShouldNotContain("s3cret");
        failure.Message.ShouldContain(Address);
    }

    [Fact]
    public async Task Credentials_in_the_address_are_used_and_kept_off_the_disk()
    {
        using var state = new TempFolder();
        using var git = new GitFixture(state.Path);
        var head = Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        var expected = "Basic " + Convert.ToBase64String("ann:s3/cret"u8);
        server.Before = context =>
        {
            if (context.Request.Headers.Authorization != expected)
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"x\"";
            }

            return Task.FromResult(context.Response.StatusCode != 401);
        };

        var found = await git.Manifests.HeadAsync(server.Url("remote.git", user: "ann:s3%2Fcret@"), "main", CancellationToken.None);

        found.ToString().ShouldBe(head);
        Directory.GetFiles(state.Path, "*", SearchOption.AllDirectories).ShouldAllBe(f => !File.ReadAllText(f).Contains("cret"));
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_after_the_deadline()
    {
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        var url = $"http://{hanging.LocalEndpoint}/remote.git";
        using var git = new GitFixture(workDeadline: TimeSpan.FromMilliseconds(500));

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.Manifests.HeadAsync(url, "main", CancellationToken.None));

        failure.NeedsPerson.ShouldBeFalse();
        failure.Message.ShouldContain("hangs or is slow");

        // Whoever comes next waits for the repository to be free, and is told the same.
        await Should.ThrowAsync<OutsideWorldException>(git.Manifests.HeadAsync(url, "main", CancellationToken.None));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_let_go_though_the_server_hangs()
    {
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        using var git = new GitFixture();
        using var impatience = new CancellationTokenSource();
        var asked = git.Manifests.HeadAsync($"http://{hanging.LocalEndpoint}/remote.git", "main", impatience.Token);
        using var connection = await hanging.AcceptSocketAsync();

        await impatience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asked);
    }

    [Fact]
    public async Task Native_waits_for_a_server_are_bounded()
    {
        using var git = new GitFixture();
        await Should.ThrowAsync<OutsideWorldException>(git.Manifests.HeadAsync("/nowhere", "main", CancellationToken.None));

        NativeGit.ServerTimeouts.ShouldBe((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)));
    }
}
