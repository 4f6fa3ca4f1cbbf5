using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>Bumps of one branch that wait at the same time share a commit.</summary>
public sealed class GatheringTests : IDisposable
{
    /// <summary>Long enough for all who are asked in a row, also on a busy machine.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly BareRemote remote = new();
    private readonly GitFixture git = new(access: new() { GatheringWindow = Window });

    public void Dispose()
    {
        git.Dispose();
        remote.Dispose();
    }

    [Fact]
    public async Task Several_divisions_go_out_in_one_commit_that_says_all_of_them()
    {
        remote.Commit(("apps/all.yaml", Pod("1.0.0", "r/a") + "---\n" + Pod("1.0.0", "r/b")), ("apps/c.yaml", Pod("1.0.0", "r/c")));

        var all = await TogetherAsync(Of("a", "2.0.0"), Of("b", "3.0.0"), Of("c", "4.0.0"));

        var commit = all.Cast<BumpOutcome.Bumped>().Select(b => b.Commit).Distinct().ShouldHaveSingleItem();
        commit.ToString().ShouldBe(remote.Head);
        remote.Commits.ShouldBe(2);
        remote.Look("log", "-1", "--format=%B", "main").ShouldBe("""
            chore: Bump a (and 2 more)

            - chore: Bump a
            - chore: Bump b
            - chore: Bump c

            Hecate-Deployment: d-a
            Hecate-Actor: ann
            Hecate-Deployment: d-b
            Hecate-Actor: ann
            Hecate-Deployment: d-c
            Hecate-Actor: ann
            """);
        remote.Look("show", "main:apps/all.yaml").ShouldBe((Pod("2.0.0", "r/a") + "---\n" + Pod("3.0.0", "r/b")).TrimEnd());
        remote.Look("show", "main:apps/c.yaml").ShouldBe(Pod("4.0.0", "r/c").TrimEnd());
    }

    [Fact]
    public async Task Each_finds_its_own_part_again_though_the_daemon_forgot_everything()
    {
        remote.Commit(("apps/a.yaml", Pod("1.0.0", "r/a")), ("apps/b.yaml", Pod("1.1.0", "r/b")));
        await TogetherAsync(Of("a", "2.0.0"), Of("b", "3.0.0"));
        using var fresh = new GitFixture();

        var a = await fresh.BumpAsync(Of("a", "2.0.0"));
        var b = await fresh.BumpAsync(Of("b", "3.0.0"));

        (a.Commit, b.Commit.ToString()).ShouldBe((b.Commit, remote.Head));
        (a.Places.ShouldHaveSingleItem().Old, b.Places.ShouldHaveSingleItem().Old).ShouldBe(("1.0.0", "1.1.0"));
        remote.Commits.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_cannot_go_does_not_hold_up_the_others()
    {
        remote.Commit(("apps/a.yaml", Pod("1.0.0", "r/a")));

        var all = await TogetherAsync(Of("a", "2.0.0"), Of("nowhere", "2.0.0"), Of("a", "2.0.0") with { Path = "none" });

        all[0].ShouldBeOfType<BumpOutcome.Bumped>().Commit.ToString().ShouldBe(remote.Head);
        all[1].ShouldBeOfType<BumpOutcome.Refused>().Code.ShouldBe("image_not_found");
        all[2].ShouldBeOfType<BumpOutcome.Refused>().Code.ShouldBe("gitops_path_not_found");
    }

    [Fact]
    public async Task Two_versions_of_one_image_in_one_file_are_two_commits()
    {
        remote.Commit(("apps/a.yaml", Pod("1.0.0", "r/a")));

        var all = await TogetherAsync(Of("a", "2.0.0"), Of("a", "3.0.0") with { Trailers = [new("Hecate-Deployment", "d-later")] });

        all.Cast<BumpOutcome.Bumped>().Select(b => b.Places.Single().New).ShouldBe(["2.0.0", "3.0.0"]);
        remote.Commits.ShouldBe(3);
        remote.Look("show", "main:apps/a.yaml").ShouldBe(Pod("3.0.0", "r/a").TrimEnd());
    }

    [Fact]
    public async Task One_that_the_server_does_not_want_goes_alone_and_the_others_land()
    {
        await using var server = await HttpGitServer.StartAsync(remote.Parent);
        remote.Commit(("apps/a.yaml", Pod("1.0.0", "r/a")), ("apps/b.yaml", Pod("1.0.0", "r/b")));
        remote.Hook("update", "git show $3:apps/b.yaml | grep -q 6.6.6 && { echo unlucky >&2; exit 1; }; exit 0");

        var all = await TogetherAsync(
            Of("a", "2.0.0") with { Repository = server.Url("remote.git") }, Of("b", "6.6.6") with { Repository = server.Url("remote.git") });

        all[0].ShouldBeOfType<BumpOutcome.Bumped>().Commit.ToString().ShouldBe(remote.Head);
        all[1].ShouldBeOfType<BumpOutcome.Refused>().Code.ShouldBe("push_refused");
    }

    [Fact]
    public async Task Whoever_leaves_before_the_window_closes_takes_the_wish_along()
    {
        remote.Commit(("apps/a.yaml", Pod("1.0.0", "r/a")), ("apps/b.yaml", Pod("1.0.0", "r/b")));
        using var impatience = new CancellationTokenSource();
        var left = git.Commits.BumpAsync(Of("a", "2.0.0"), impatience.Token);
        var stayed = git.BumpAsync(Of("b", "2.0.0"));

        await impatience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(left);
        (await stayed).Commit.ToString().ShouldBe(remote.Head);
        remote.Look("show", "main:apps/a.yaml").ShouldBe(Pod("1.0.0", "r/a").TrimEnd());
    }

    private async Task<BumpOutcome[]> TogetherAsync(params BumpIntention[] wishes) =>
        await Task.WhenAll(wishes.Select(w => git.Commits.BumpAsync(w, CancellationToken.None)));

    private BumpIntention Of(string division, string version) => Intention(remote.Path, version, $"d-{division}") with
    {
        Image = ImageName.Parse($"r/{division}"),
        Subject = $"chore: Bump {division}",
    };
}
