using HecateDaemon.Adapters.Folder;
using HecateDaemon.Adapters.Tests.Kubernetes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Folder;

public sealed class FolderReconcilerTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("hecate-folder-").FullName;
    private readonly MemoryManifests git = new();
    private readonly FolderReconciler reconciler;

    public FolderReconcilerTests() => reconciler = new FolderReconciler(git);

    private string Target => Path.Combine(root, "target");

    [Fact]
    public async Task The_files_of_the_path_are_checked_out_and_the_revision_named()
    {
        var commit = git.Commit(("app/app.yaml", "v: 1"), ("app/deep/er.txt", "x"), ("other/no.yaml", "y"));
        (await SeeAsync(commit)).ShouldBeOfType<RevisionSeen.Pending>();

        await reconciler.RequestAsync(Request(commit), CancellationToken.None);

        (await SeeAsync(commit)).ShouldBeOfType<RevisionSeen.Applied>().Commit.ShouldBe(commit);
        Current("app.yaml").ShouldBe("v: 1");
        Current("deep/er.txt").ShouldBe("x");
        Directory.GetFileSystemEntries(CurrentFolder).Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_next_commit_takes_its_place_and_going_back_works_too()
    {
        var first = git.Commit(("app/app.yaml", "v: 1"));
        var second = git.Commit(("app/app.yaml", "v: 2"));
        await reconciler.RequestAsync(Request(first), CancellationToken.None);
        await reconciler.RequestAsync(Request(second), CancellationToken.None);
        Current("app.yaml").ShouldBe("v: 2");

        await reconciler.RequestAsync(Request(first), CancellationToken.None);

        Current("app.yaml").ShouldBe("v: 1");
        Directory.GetFileSystemEntries(Path.Combine(Target, "app")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_reader_always_finds_a_whole_revision()
    {
        var commits = Enumerable.Range(0, 5).Select(i => git.Commit(("app/app.yaml", $"{i}"))).ToList();
        await reconciler.RequestAsync(Request(commits[0]), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            var reads = 0;
            for (; !stop.IsCancellationRequested; reads++)
            {
                Current("app.yaml").ShouldNotBeEmpty();
            }

            return reads;
        });

        foreach (var commit in commits)
        {
            await reconciler.RequestAsync(Request(commit), CancellationToken.None);
        }

        await stop.CancelAsync();
        await reading;
    }

    [Fact]
    public async Task Only_the_last_five_revisions_are_kept_and_what_is_not_ours_is_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(Target, "app", "revisions", "mine"));
        var commits = Enumerable.Range(0, 8).Select(i => git.Commit(("app/app.yaml", $"{i}"))).ToList();

        foreach (var commit in commits)
        {
            await reconciler.RequestAsync(Request(commit), CancellationToken.None);
        }

        Directory.GetDirectories(Path.Combine(Target, "app", "revisions")).Select(Path.GetFileName)
            .ShouldBe([.. commits.TakeLast(5).Select(c => c.ToString()), "mine"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_an_interrupted_check_out_left_behind_does_not_count()
    {
        var commit = git.Commit(("app/app.yaml", "v: 1"));
        var unfinished = Directory.CreateDirectory(Path.Combine(Target, "app", "revisions", $".{commit}.new")).FullName;
        await File.WriteAllTextAsync(Path.Combine(unfinished, "half.yaml"), "");

        await reconciler.RequestAsync(Request(commit), CancellationToken.None);

        Directory.GetFileSystemEntries(CurrentFolder).Select(Path.GetFileName).ShouldBe(["app.yaml"]);
    }

    [Theory]
    [InlineData("app/../../../etc/cron.d/x")]
    [InlineData("app/./x")]
    [InlineData("app//x")]
    [InlineData("app/..")]
    [InlineData("app/a\\b")]
    [InlineData("app/a:b")]
    [InlineData("app/a\nb")]
    public async Task A_name_that_could_lead_elsewhere_is_refused_and_nothing_changes(string path)
    {
        var good = git.Commit(("app/app.yaml", "v: 1"));
        await reconciler.RequestAsync(Request(good), CancellationToken.None);
        var bad = git.Commit(("app/app.yaml", "v: 2"), (path, "x"));

        var refusal = await Should.ThrowAsync<OutsideWorldException>(reconciler.RequestAsync(Request(bad), CancellationToken.None));

        refusal.NeedsPerson.ShouldBeTrue();
        Current("app.yaml").ShouldBe("v: 1");
        Directory.GetFileSystemEntries(root).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Divisions_of_one_environment_do_not_hide_each_other()
    {
        var commit = git.Commit(("app/app.yaml", "v: 1"), ("web/web.yaml", "w: 1"));
        var request = Request(commit);
        var other = request with { Division = request.Division with { Id = DivisionId.Parse("web"), GitOpsPath = "web" } };

        await reconciler.RequestAsync(request, CancellationToken.None);
        await reconciler.RequestAsync(other, CancellationToken.None);

        Current("app.yaml").ShouldBe("v: 1");
        File.ReadAllText(Path.Combine(Target, "web", "revisions", commit.ToString(), "web.yaml")).ShouldBe("w: 1");
    }

    [Fact]
    public async Task A_path_without_files_is_refused()
    {
        var commit = git.Commit(("other/app.yaml", "v: 1"));

        (await Should.ThrowAsync<OutsideWorldException>(reconciler.RequestAsync(Request(commit), CancellationToken.None))).NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        await File.WriteAllTextAsync(Target, "a file where the folder should be");
        var commit = git.Commit(("app/app.yaml", "v: 1"));

        (await Should.ThrowAsync<OutsideWorldException>(reconciler.RequestAsync(Request(commit), CancellationToken.None))).Message.ShouldContain(Target);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private Task<RevisionSeen> SeeAsync(CommitId commit) => reconciler.SeeAsync(Request(commit), CancellationToken.None);

    private string CurrentFolder => Path.Combine(Target, "app", "revisions", File.ReadAllText(Path.Combine(Target, "app", "revision")).TrimEnd('\n'));

    private string Current(string path) => File.ReadAllText(Path.Combine(CurrentFolder, path));

    private ReconcileRequest Request(CommitId commit) => new(
        new TargetEnvironment { Name = EnvironmentName.Parse("sample"), GitOpsRepository = "memory", Reconciler = new Reconciler.Directory(Target) },
        new Division { Id = DivisionId.Parse("app"), CodeRepository = "code", Image = ImageName.Parse("registry.lab/app"), GitOpsPath = "app" },
        commit,
        "mark");
}
