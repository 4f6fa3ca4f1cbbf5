using HecateDaemon.Adapters.Git;
using HecateDaemon.Adapters.Registry;
using HecateDaemon.Adapters.Tests.Git;
using HecateDaemon.Adapters.Tests.Registry;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.AntiPatterns;

/// <summary>The process column over real git repositories and the real registry.</summary>
public sealed class HistoryGuardTests(DockerRegistryFixture fixture) : IClassFixture<DockerRegistryFixture>, IDisposable
{
    private static int count;
    private readonly BareRemote code = new();
    private readonly BareRemote gitOps = new();
    private readonly TempFolder state = new();
    private readonly string repository = $"guard-{Interlocked.Increment(ref count)}";

    private ImageName Image => ImageName.Parse($"{fixture.Registry.Address.Authority}/{repository}");

    public void Dispose()
    {
        code.Dispose();
        gitOps.Dispose();
        state.Dispose();
    }

    [Fact]
    public async Task A_release_with_all_its_papers_is_innocent()
    {
        using var scene = Scene();
        await ShipAsync(scene, "1.0.0", Tag("1.0.0", Notes("1.0.0")));
        await ShipAsync(scene, "1.1.0", Tag("1.1.0", Notes("1.1.0", "1.0.0") + Notes("1.0.0")));

        await scene.LookBackAsync(Head);

        (await scene.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_release_without_a_way_back_of_a_strange_image_and_wrong_files_is_found_guilty()
    {
        using var scene = Scene();
        var commit = Tag("1.0.0", "# Changelog\n\n## [1.0.0] - 2026-03-01\n- Better.\n", inFiles: "0.9.9");
        await ShipAsync(scene, "1.0.0", commit, revision: new string('9', 40), created: "2020-01-01T00:00:00Z");

        await scene.LookBackAsync(Head);

        (await scene.OpenAsync()).ShouldBe(
        [
            $"warning built_locally it says that it was built at 2020-01-01T00:00:00Z, and its tag's commit was made at {TimeOf(commit)}",
            $"warning built_locally local build suspected: it was built from '{new string('9', 40)}', but the release is {commit}",
            "warning no_rollback_plan the release notes have no Rollback Plan",
            "warning skipped_version_bump package.json says 0.9.9 at v1.0.0",
        ]);
    }

    [Fact]
    public async Task What_others_commit_a_tag_that_moved_and_a_way_back_that_is_gone_are_found_and_clear_when_they_are_mended()
    {
        using var scene = Scene();
        var first = await ShipAsync(scene, "1.0.0", Tag("1.0.0", Notes("1.0.0")));
        await ShipAsync(scene, "1.1.0", Tag("1.1.0", Notes("1.1.0", "1.0.0") + Notes("1.0.0")));
        await fixture.Pusher.DeleteAsync(repository, first);
        gitOps.Commit(("apps/web.yaml", GitFixture.Pod("1.1.1", Image.ToString())));
        var moved = code.Commit(("main.c", "int main;"));
        BareRemote.Git(code.Work, "tag", "-f", "v1.1.0");
        BareRemote.Git(code.Work, "push", "-q", "-f", "origin", "v1.1.0");

        await scene.LookBackAsync(Head);

        (await scene.OpenAsync()).ShouldBe(
        [
            "warning manual_deployment apps/web.yaml:7 went from 1.1.0 to 1.1.1, by no deployment of ours",
            $"warning no_rollback_plan the way back leads to 1.0.0, and {Image} has no image of it any more",
            $"error skipped_version_bump the tag named commit {code.Look("rev-parse", $"{moved}^")} when it was shipped, and names {moved} now",
        ]);

        await ShipAsync(scene, "1.2.0", Tag("1.2.0", Notes("1.2.0", "1.1.0") + Notes("1.1.0", "1.0.0") + Notes("1.0.0")));
        await scene.LookBackAsync(Head);
        (await scene.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_version_shipped_again_is_found_if_it_is_another_image_or_commits_came_after_its_tag()
    {
        using var scene = Scene();
        var commit = Tag("1.0.0", Notes("1.0.0"));
        var first = await ShipAsync(scene, "1.0.0", commit);
        await fixture.Pusher.DeleteAsync(repository, first);
        code.Commit(("main.c", "int main;"));
        var second = await ShipAsync(scene, "1.0.0", commit, created: "2099-01-01T00:00:00Z", id: "again");

        await scene.LookBackAsync(Head);

        (await scene.OpenAsync()).ShouldBe(
        [
            "warning skipped_version_bump 1.0.0 was shipped once more, though 1 commits came after its tag: they are in no version",
            $"error skipped_version_bump 1.0.0 was shipped as {second}, and by d1-0-0 to production as {first}",
        ]);
    }

    private CommitId Head => CommitId.Parse(gitOps.Head);

    private GuardScene Scene()
    {
        gitOps.Commit(("apps/web.yaml", GitFixture.Pod("0.0.1", Image.ToString())));
        var environment = new TargetEnvironment { Name = EnvironmentName.Parse("production"), GitOpsRepository = gitOps.Path, Reconciler = new Reconciler.Direct() };
        var division = new Division { Id = DivisionId.Parse("web"), CodeRepository = code.Path, Image = Image, GitOpsPath = "apps" };
        return new(environment, division, services => services.AddManifests().AddGit(state.Path, new()).AddRegistry());
    }

    private static string Notes(string version, string? previous = null) =>
        $"## [{version}] - 2026-03-01\n\n### Rollback Plan\n- {(previous is null ? "None: there is no earlier release" : $"Revert to v{previous}")}\n\n";

    private string Tag(string version, string changelog, string? inFiles = null)
    {
        var commit = code.Commit(("CHANGELOG.md", "# Changelog\n\n" + changelog), ("package.json", $$"""{ "name": "web", "version": "{{inFiles ?? version}}" }"""));
        BareRemote.Git(code.Work, "tag", $"v{version}");
        BareRemote.Git(code.Work, "push", "-q", "origin", $"v{version}");
        return commit;
    }

    /// <summary>CI pushes the image, the daemon bumps the manifest, and all went well; the answer is the image's digest.</summary>
    private async Task<string> ShipAsync(GuardScene scene, string version, string commit, string? revision = null, string? created = null, string? id = null)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["org.opencontainers.image.revision"] = revision ?? commit };
        var digest = Digest.Parse(await fixture.Pusher.PushAsync(repository, version, labels, created: created));
        id ??= $"d{version.Replace('.', '-')}";
        using var git = new GitFixture();
        var bumped = await git.BumpAsync(GitFixture.Intention(gitOps.Path, version, id) with { Image = Image, MayLower = true });
        await scene.ConcludeAsync(
            id, version, TimeProvider.System.GetUtcNow().AddHours(1),
            new ReleaseVerified { Repository = code.Path, Tag = $"v{version}", Commit = CommitId.Parse(commit), Changelog = "" },
            new ImageVerified { Image = Image, Tag = version, Digest = digest, Platforms = [] },
            new ManifestsBumped { Repository = gitOps.Path, Branch = "main", Commit = bumped.Commit, Attempts = 1, Changes = [] });
        return digest.ToString();
    }

    private string TimeOf(string commit) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(code.Look("show", "-s", "--format=%ct", commit), null)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
}
