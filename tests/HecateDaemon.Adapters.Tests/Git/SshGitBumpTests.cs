using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

public sealed class SshGitBumpTests : GitBumpTests
{
    private SshServer server = null!;

    private protected override string Address => server.Url(Remote.Path);

    private protected override GitAccess Access => With(server.Key, server.KnownHosts);

    /// <summary>Each of their tries is two logins.</summary>
    private protected override int Writers => 3;

    public override async Task InitializeAsync()
    {
        server = await SshServer.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_key_that_the_server_does_not_know_needs_a_person()
    {
        using var git = new GitFixture(access: With(server.StrangersKey, server.KnownHosts));

        await ShouldBeToldAsync(git, "does not take the ssh key");
    }

    [Fact]
    public async Task A_server_that_is_not_the_known_one_gets_nothing()
    {
        using var git = new GitFixture(access: With(server.Key, server.OtherHosts));

        await ShouldBeToldAsync(git, "known_hosts");
    }

    [Fact]
    public async Task A_server_that_is_not_known_at_all_gets_nothing()
    {
        using var git = new GitFixture(access: With(server.Key, "/dev/null"));

        await ShouldBeToldAsync(git, "known_hosts");
    }

    [Fact]
    public async Task A_key_that_is_not_there_or_that_others_may_read_needs_a_person()
    {
        using var missing = new GitFixture(access: With(server.Key + "x", server.KnownHosts));
        await ShouldBeToldAsync(missing, "is not there");

        server.LetOthersReadTheKey();
        using var open = new GitFixture(access: With(server.Key, server.KnownHosts));
        await ShouldBeToldAsync(open, "chmod 600");
    }

    [Fact]
    public async Task What_a_hook_declines_is_refused_in_its_words()
    {
        using var git = new GitFixture(access: Access);
        var head = Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        Remote.Hook("pre-receive", "echo 'only on Mondays' >&2; exit 1");

        var refused = await git.RefusedAsync(Intention(Address));

        (refused.Code, Remote.Head).ShouldBe(("push_refused", head));
        refused.Reason.ShouldContain("only on Mondays");
    }

    [Fact]
    public async Task A_clone_that_a_crash_left_locked_is_made_anew()
    {
        using var state = new TempFolder();
        using var git = new GitFixture(state.Path, access: Access);
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        await git.Manifests.HeadAsync(Address, "main", CancellationToken.None);
        var head = Remote.Commit(("apps/x.yaml", "a: b"));
        File.WriteAllText(Path.Combine(Directory.GetDirectories(state.Below("git")).ShouldHaveSingleItem(), "refs/heads/main.lock"), "");

        (await git.Manifests.HeadAsync(Address, "main", CancellationToken.None)).ToString().ShouldBe(head);
    }

    [Fact]
    public async Task A_lost_race_is_taken_to_the_new_head()
    {
        using var git = new GitFixture(access: Access);
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        var other = BareRemote.Git(Remote.Work, "commit-tree", "-p", "HEAD", "-m", "feat: Something else", "HEAD^{tree}");
        BareRemote.Git(Remote.Work, "push", "-q", "origin", $"{other}:refs/heads/other");

        // Somebody else's push comes in between, once.
        Remote.Hook("pre-receive", $"unset GIT_QUARANTINE_PATH; test -e done || {{ touch done; git update-ref refs/heads/main {other}; }}");

        var bumped = await git.BumpAsync(Intention(Address));

        bumped.Attempts.ShouldBe(2);
        (Remote.Head, Remote.Look("rev-parse", "main^")).ShouldBe((bumped.Commit.ToString(), other));
    }

    private GitAccess With(string key, string knownHosts) => new()
    {
        Credentials = [new() { For = new($"ssh://127.0.0.1:{server.Port}"), SshKeyFile = key, KnownHostsFile = knownHosts }],
    };

    private async Task ShouldBeToldAsync(GitFixture git, string said)
    {
        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        failure.NeedsPerson.ShouldBeTrue(failure.Message);
        failure.Message.ShouldContain(said);
        failure.Message.ShouldContain(Address);
    }
}
