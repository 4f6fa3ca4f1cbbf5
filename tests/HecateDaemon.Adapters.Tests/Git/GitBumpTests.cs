using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>What holds over every way to a repository; each way runs it.</summary>
public abstract class GitBumpTests : IAsyncLifetime
{
    private protected BareRemote Remote { get; } = new();

    private GitFixture Daemon { get; set; } = null!;

    private protected abstract string Address { get; }

    private protected virtual GitAccess Access => new();

    private protected virtual int Writers => 6;

    public virtual Task InitializeAsync()
    {
        Daemon = new(access: Access);
        return Task.CompletedTask;
    }

    public virtual Task DisposeAsync()
    {
        Daemon.Dispose();
        Remote.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_bump_is_one_commit_that_changes_the_tag_and_nothing_else()
    {
        var other = "\uFEFFa: b\r\n# ghcr.io/org/app:1.0.0\r\n";
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")), ("apps/deep/er/job.yaml", Pod("1.0.0")), ("apps/x.txt", other), ("old/web.yaml", Pod("1.0.0")));
        BareRemote.MakeExecutable(Path.Combine(Remote.Work, "apps/web.yaml"));
        File.CreateSymbolicLink(Path.Combine(Remote.Work, "apps/link.yaml"), "../old/web.yaml");
        var head = Remote.Commit(("README", ""));

        var bumped = await Daemon.BumpAsync(Intention(Address));

        bumped.Commit.ToString().ShouldBe(Remote.Head);
        bumped.Attempts.ShouldBe(1);
        bumped.Places.ShouldBe(
        [
            new("apps/deep/er/job.yaml", 7, 28, "pod_spec", "1.0.0", "2.0.0", new("v1", "Pod", null, "web"), "app"),
            new("apps/web.yaml", 7, 28, "pod_spec", "1.0.0", "2.0.0", new("v1", "Pod", null, "web"), "app"),
        ]);
        Remote.Look("rev-parse", "main^").ShouldBe(head);
        Remote.Show("apps/web.yaml").ShouldBe(System.Text.Encoding.UTF8.GetBytes(Pod("2.0.0")));
        Remote.Look("diff", "--raw", "--no-abbrev", head, "main").Split('\n').Select(l => l[..16] + l[l.IndexOf('\t')..]).ShouldBe(
            [":100644 100644 " + Remote.Look("rev-parse", $"{head}:apps/deep/er/job.yaml")[..1] + "\tapps/deep/er/job.yaml",
             ":100755 100755 " + Remote.Look("rev-parse", $"{head}:apps/web.yaml")[..1] + "\tapps/web.yaml"]);
        Remote.ShouldBeSound();
    }

    [Fact]
    public async Task The_commit_says_who_what_and_why_in_a_message_that_git_reads()
    {
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));

        await Daemon.BumpAsync(Intention(Address) with
        {
            Trailers = [new("Hecate-Deployment", "d-1"), new("Hecate-Reason", "two\nlines\n\nHecate-Actor: mallory"), new("Hecate-Actor", "ann")],
        });

        Remote.Look("log", "-1", "--format=%B", "main").ShouldBe(
            "chore: Bump shop to v2.0.0\n\nHecate-Deployment: d-1\nHecate-Reason: two lines  Hecate-Actor: mallory\nHecate-Actor: ann");
        Remote.Look("log", "-1", "--format=%(trailers:key=Hecate-Actor,valueonly)%an <%ae> %cn <%ce>", "main")
            .ShouldBe("ann\nHecateDaemon <hecate-daemon@localhost> HecateDaemon <hecate-daemon@localhost>");
    }

    [Fact]
    public async Task The_same_bump_again_is_no_second_commit_and_the_same_answer()
    {
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        var first = await Daemon.BumpAsync(Intention(Address));

        // Others go on; and the second asker remembers nothing, as after a crash and a lost disk.
        Remote.Commit(("apps/notes.txt", "something else"));
        using var fresh = new GitFixture(access: Access);
        var again = await fresh.BumpAsync(Intention(Address));

        again.Commit.ShouldBe(first.Commit);
        again.Places.ShouldBe(first.Places);
        Remote.Commits.ShouldBe(3);
    }

    [Fact]
    public async Task A_bump_over_which_others_went_to_another_version_is_refused_when_it_is_asked_for_again()
    {
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        await Daemon.BumpAsync(Intention(Address));
        Remote.Commit(("apps/web.yaml", Pod("3.0.0")));

        var refused = await Daemon.RefusedAsync(Intention(Address));

        refused.Code.ShouldBe("manifest_moved");
        Remote.Commits.ShouldBe(3);
    }

    [Fact]
    public async Task A_mark_that_is_only_quoted_is_no_mark()
    {
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        BareRemote.Git(Remote.Work, "commit", "-q", "--allow-empty", "-m", "Revert\n\nHecate-Deployment: d-1\n\nThat was wrong.");
        BareRemote.Git(Remote.Work, "commit", "-q", "--allow-empty", "-m", "x\n\nHecate-Deployment: d-10");
        BareRemote.Git(Remote.Work, "push", "-q", "origin", "HEAD:main");

        (await Daemon.BumpAsync(Intention(Address))).Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_head_that_has_the_version_already_is_the_answer()
    {
        var head = Remote.Commit(("apps/web.yaml", Pod("2.0.0")));

        var bumped = await Daemon.BumpAsync(Intention(Address));

        bumped.Commit.ToString().ShouldBe(head);
        bumped.Attempts.ShouldBe(0);
        bumped.Places.ShouldHaveSingleItem().Old.ShouldBe("2.0.0");
        Remote.Head.ShouldBe(head);
    }

    [Theory]
    [InlineData("nowhere", "gitops_path_not_found", "'nowhere'")]
    [InlineData("../apps", "gitops_path_not_found", "'../apps'")]
    [InlineData("/apps", "gitops_path_not_found", "'/apps'")]
    [InlineData("link", "gitops_path_not_found", "'link'")]
    [InlineData("other", "image_not_found", "ghcr.io/org/app")]
    [InlineData("unclear", "manifest_unclear", "unclear/a.yaml:1: the tag is not a plain one")]
    public async Task What_cannot_be_done_is_refused_and_nothing_is_written(string path, string code, string said)
    {
        Directory.CreateDirectory(Remote.Work);
        File.CreateSymbolicLink(Path.Combine(Remote.Work, "link"), "apps");
        var head = Remote.Commit(
            ("apps/web.yaml", Pod("1.0.0")), ("other/web.yaml", Pod("1.0.0", "ghcr.io/org/other")),
            ("unclear/a.yaml", "containers: [{image: \"ghcr.io/org/app:${TAG}\"}]"), ("unclear/b.yaml", Pod("1.0.0")));

        var refused = await Daemon.RefusedAsync(Intention(Address, path: path));

        refused.Code.ShouldBe(code);
        refused.Reason.ShouldContain(said);
        Remote.Head.ShouldBe(head);
    }

    [Fact]
    public async Task A_digest_beside_the_tag_is_renewed_or_the_bump_is_refused()
    {
        var (old, renewed) = ("sha256:" + new string('a', 64), Digest.Parse("sha256:" + new string('b', 64)));
        Remote.Commit(("apps/web.yaml", Pod($"1.0.0@{old}")));

        var refused = await Daemon.RefusedAsync(Intention(Address));
        var bumped = await Daemon.BumpAsync(Intention(Address) with { Digest = renewed });

        refused.Reason.ShouldContain("no new digest is given");
        bumped.Places.ShouldHaveSingleItem().New.ShouldBe($"2.0.0@{renewed}");
        Remote.Look("show", "main:apps/web.yaml").ShouldContain($"ghcr.io/org/app:2.0.0@{renewed}");
    }

    [Fact]
    public async Task A_neighbour_whose_name_is_not_UTF8_stays_as_it_is()
    {
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")), ("x", "no manifest"));
        var head = WithNameInApps([0xE9], Remote.Look("rev-parse", "main:x"));

        await Daemon.BumpAsync(Intention(Address));

        Remote.Look("-c", "core.quotePath=true", "diff", "--name-only", head, "main").ShouldBe("apps/web.yaml");
        Remote.ShouldBeSound();
    }

    [Fact]
    public async Task A_manifest_whose_name_is_not_UTF8_is_unclear()
    {
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        var head = WithNameInApps([0xE9, .. ".yaml"u8], Remote.Look("rev-parse", "main:apps/web.yaml"));

        var refused = await Daemon.RefusedAsync(Intention(Address));

        (refused.Code, Remote.Head).ShouldBe(("manifest_unclear", head));
        refused.Reason.ShouldContain("not UTF-8");
    }

    [Fact]
    public async Task A_lower_version_goes_there_only_by_a_rollback()
    {
        var head = Remote.Commit(("apps/web.yaml", Pod("v3.0.0")));

        var refused = await Daemon.RefusedAsync(Intention(Address));
        (refused.Code, Remote.Head).ShouldBe(("version_lower", head));
        refused.Reason.ShouldContain("apps/web.yaml:7 has v3.0.0, which is higher than 2.0.0");

        (await Daemon.BumpAsync(Intention(Address) with { MayLower = true })).Places.ShouldHaveSingleItem().Old.ShouldBe("v3.0.0");
    }

    [Theory]
    [InlineData("nobranch")]
    [InlineData("a..b")]
    [InlineData("x:refs/heads/y")]
    public async Task A_branch_that_is_not_there_needs_a_person(string branch)
    {
        Remote.Commit(("apps/web.yaml", Pod("1.0.0")));

        var failure = await Should.ThrowAsync<OutsideWorldException>(Daemon.BumpAsync(Intention(Address) with { Branch = branch }));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain($"has no branch '{branch}'");
    }

    [Fact]
    public async Task An_empty_repository_needs_a_person() =>
        (await Should.ThrowAsync<OutsideWorldException>(Daemon.BumpAsync(Intention(Address)))).NeedsPerson.ShouldBeTrue();

    [Fact]
    public async Task A_repository_that_is_not_there_needs_a_person()
    {
        var failure = await Should.ThrowAsync<OutsideWorldException>(Daemon.BumpAsync(Intention(Address + "x")));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain(Address + "x");
    }

    /// <summary>One more file in the folder, by a name in bytes; main is there afterwards.</summary>
    private string WithNameInApps(byte[] name, string blob)
    {
        var web = Convert.FromHexString(Remote.Look("rev-parse", "main:apps/web.yaml"));
        byte[] apps = [.. "100644 web.yaml\0"u8, .. web, .. "100644 "u8, .. name, 0, .. Convert.FromHexString(blob)];
        var head = Remote.CommitTree([.. "40000 apps\0"u8, .. Convert.FromHexString(Remote.WriteTree(apps))]);
        Remote.Look("update-ref", "refs/heads/main", head);
        return head;
    }

    [Fact]
    public async Task Of_many_writers_at_once_everyone_lands_exactly_once()
    {
        const int Rounds = 2;
        Remote.Commit([.. Enumerable.Range(0, Writers).Select(w => ($"apps/{w}.yaml", Pod("1.0.0", $"ghcr.io/org/app{w}")))]);

        async Task<BumpOutcome.Bumped[]> WriteAsync(int writer)
        {
            using var own = new GitFixture(access: Access);
            var landed = new List<BumpOutcome.Bumped>();
            for (var round = 2; round < 2 + Rounds; round++)
            {
                landed.Add(await own.BumpAsync(Intention(Address, tag: $"{round}", mark: $"d-{writer}-{round}") with
                {
                    Image = ImageName.Parse($"ghcr.io/org/app{writer}"),
                }));
            }

            return [.. landed];
        }

        var all = (await Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync))).SelectMany(l => l).ToList();

        Remote.Commits.ShouldBe(1 + (Writers * Rounds));
        var log = Remote.Look("log", "--format=%H %(trailers:key=Hecate-Deployment,valueonly,separator=%x2C)", "main").Split('\n');
        log.SkipLast(1).Select(l => l.Split(' ')[0]).ShouldBe(all.Select(b => b.Commit.ToString()), ignoreOrder: true);
        log.Select(l => l.Split(' ')[1]).Distinct(StringComparer.Ordinal).Count().ShouldBe(1 + (Writers * Rounds));
        Enumerable.Range(0, Writers).ShouldAllBe(w =>
            System.Text.Encoding.UTF8.GetString(Remote.Show($"apps/{w}.yaml")) == Pod("3", $"ghcr.io/org/app{w}"));
        Remote.ShouldBeSound();
    }
}
