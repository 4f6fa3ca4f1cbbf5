using System.Text.Json;
using HecateDaemon.Adapters.Tests.Git;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Subcommands;

public sealed class ReleaseTests : IDisposable
{
    private readonly DaemonHome home = new();
    private readonly BareRemote code = new();

    public ReleaseTests()
    {
        code.Commit(("package.json", "{\"version\": \"1.0.0\"}\n"), ("CHANGELOG.md", "## [Unreleased]\n\n## 1.0.0 - 2026-01-01\n- First.\n"));
        BareRemote.Git(code.Work, "tag", "v1.0.0");
        code.Commit(("door", "new\n"));
        BareRemote.Git(code.Work, "config", "user.name", "ann");
        BareRemote.Git(code.Work, "config", "user.email", "ann@localhost");
    }

    public void Dispose()
    {
        code.Dispose();
        home.Dispose();
    }

    [Fact]
    public async Task All_tags_are_a_table_and_one_is_told_with_its_evidence()
    {
        var all = await ReleaseAsync("check", "--all", code.Work);
        var one = await ReleaseAsync("check", "--tag", "v1.0.0", code.Work);

        (all.ExitCode, one.ExitCode).ShouldBe((1, 1));
        all.Output.Split('\n')[1].ShouldStartWith("v1.0.0  ");
        one.Output.ShouldContain("ok           changelog         CHANGELOG.md:3: ## 1.0.0 - 2026-01-01");
    }

    [Fact]
    public async Task Machines_are_told_in_JSON()
    {
        var end = await ReleaseAsync("check", "--all", "--json", code.Work);

        var release = JsonDocument.Parse(end.Output).RootElement.GetProperty("releases").EnumerateArray().ShouldHaveSingleItem();
        release.GetProperty("tag").GetString().ShouldBe("v1.0.0");
        release.GetProperty("files")[0].GetProperty("verdict").GetString().ShouldBe("equal");
    }

    [Fact]
    public async Task The_next_version_alone_is_on_standard_output() => (await ReleaseAsync("next", code.Work)).Output.ShouldBe("1.1.0\n");

    [Fact]
    public async Task Without_write_there_is_a_patch_that_git_takes_and_no_change()
    {
        var end = await ReleaseAsync("prepare", "--version", "1.1.0", code.Work);

        BareRemote.Git(code.Work, "status", "--porcelain").ShouldBe("");
        var patch = Path.Combine(home.Root, "patch");
        await File.WriteAllTextAsync(patch, end.Output);
        BareRemote.Git(code.Work, "apply", patch);
        (await File.ReadAllTextAsync(Path.Combine(code.Work, "package.json"))).ShouldBe("{\"version\": \"1.1.0\"}\n");
    }

    [Fact]
    public async Task A_release_that_was_prepared_and_tagged_is_what_it_says()
    {
        (await ReleaseAsync("prepare", "--version", "1.1.0", "--write", "--commit", "--tag", code.Work)).ExitCode.ShouldBe(0);

        var end = await ReleaseAsync("check", "--tag", "v1.1.0", code.Work);
        end.ExitCode.ShouldBe(0, end.Output);
    }

    [Fact]
    public async Task Files_that_state_the_version_in_a_way_of_their_own_are_checked_and_prepared()
    {
        const string Pattern = "src/*.h=^#define VERSION \"(?<version>.*)\"";
        code.Commit(("src/version.h", "#define VERSION \"1.0.0\"\n"));
        BareRemote.Git(code.Work, "tag", "v1.1.0");

        (await ReleaseAsync("check", "--tag", "v1.1.0", "--version-file", Pattern, code.Work)).Output.ShouldContain("src/version.h (match 1): 1.0.0, it is configured");
        (await ReleaseAsync("prepare", "--version", "1.1.0", $"--version-file={Pattern}", code.Work)).Output.ShouldContain("+#define VERSION \"1.1.0\"");
    }

    [Theory]
    [InlineData("check")]
    [InlineData("prepare", "--version", "1.1", "/")]
    [InlineData("prepare", "--version", "1.1.0", "--commit", "/")]
    [InlineData("check", "--zero", "7", "/")]
    [InlineData("check", "--version-file", "version.h", "/")]
    [InlineData("check", "--version-file", "version.h=(.*)", "/")]
    [InlineData("next", "--version-file", "version.h=(?<version>.*)", "/")]
    public async Task A_wrong_call_is_told_what_is_right(params string[] arguments) => (await ReleaseAsync(arguments)).ExitCode.ShouldBe(64);

    [Fact]
    public async Task Where_there_is_no_repository_nobody_can_tell() =>
        (await ReleaseAsync("check", "--all", home.Root)).ShouldSatisfyAllConditions(
            end => end.ExitCode.ShouldBe(2),
            end => end.Errors.ShouldContain("There is no git repository"));

    private Task<DaemonEnd> ReleaseAsync(params string[] arguments) => DaemonProcess.RunAsync(home, ["release", .. arguments]);
}
