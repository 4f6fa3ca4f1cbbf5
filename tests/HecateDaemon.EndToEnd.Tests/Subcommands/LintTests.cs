using System.Diagnostics;
using System.Text.Json;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Subcommands;

public sealed class LintTests : IDisposable
{
    private const string Latest = "spec:\n  containers:\n    - name: größer\n      image: app:latest\n";

    private readonly DaemonHome home = new();
    private readonly string folder;

    public LintTests()
    {
        folder = Path.Combine(home.Root, "gitops");
        Write("apps/a.yaml", Latest);
    }

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task A_finding_has_its_place_and_its_line_and_says_what_to_do_instead()
    {
        var end = await LintAsync("gitops");

        end.ExitCode.ShouldBe(1);
        end.Output.ShouldBe(
            """
            gitops/apps/a.yaml:4:14: error latest_tag: 'app:latest' is whatever was pushed last (container größer)
                image: app:latest
            latest_tag: No traceability, unpredictable pulls. Instead: Explicit version tags: app:v0.7.3
            1 files: 1 errors, 0 warnings, 0 notes, 0 ignored, 0 cannot be told

            """);
    }

    [Theory]
    [InlineData("image: app:1.2.3", 0)]
    [InlineData("image: app:1.2", 0)]
    [InlineData("image: app:1.2.3\n      imagePullPolicy: Always", 3)]
    [InlineData("image: app:${TAG}", 0)]
    [InlineData("image: app:main", 1)]
    public async Task The_worst_finding_decides_how_it_ends(string container, int exitCode)
    {
        Write("apps/a.yaml", $"spec:\n  containers:\n    - {container}\n");

        (await LintAsync("gitops")).ExitCode.ShouldBe(exitCode);
    }

    [Fact]
    public async Task Json_has_everything()
    {
        Write("apps/b.yaml", "spec:\n  containers:\n    - image: app:latest # hecate: ignore latest_tag a demo\n    - image: ${APP}\n");

        using var json = JsonDocument.Parse((await LintAsync("--json", "gitops")).Output);

        var finding = json.RootElement.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem();
        finding.GetProperty("file").GetString().ShouldBe("gitops/apps/a.yaml");
        finding.GetProperty("severity").GetString().ShouldBe("error");
        json.RootElement.GetProperty("ignored").EnumerateArray().ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("a demo");
        json.RootElement.GetProperty("cannot_tell").EnumerateArray().ShouldHaveSingleItem().GetProperty("line").GetInt32().ShouldBe(4);
        json.RootElement.GetProperty("summary").GetProperty("files").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Sarif_names_a_rule_for_each_result()
    {
        Write("apps/ä b.yaml", Latest);

        using var sarif = JsonDocument.Parse((await LintAsync("--sarif", "gitops")).Output);

        sarif.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        var run = sarif.RootElement.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        var results = run.GetProperty("results").EnumerateArray().ToList();
        results.Count.ShouldBe(2);
        results.ShouldAllBe(r => rules[r.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString() == r.GetProperty("ruleId").GetString());
        results[1].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()
            .ShouldBe("gitops/apps/%C3%A4%20b.yaml");
    }

    [Fact]
    public async Task A_baseline_keeps_old_sins_quiet_and_new_ones_not()
    {
        (await LintAsync("--write-baseline", "old.json", "gitops")).ExitCode.ShouldBe(0);
        (await LintAsync("--baseline", "old.json", "gitops")).ExitCode.ShouldBe(0);
        Write("apps/b.yaml", Latest);

        var end = await LintAsync("--baseline", "old.json", "gitops");

        end.ExitCode.ShouldBe(1);
        end.Output.ShouldContain("gitops/apps/b.yaml:4:14: error");
        end.Output.ShouldContain("ignored by baseline: gitops/apps/a.yaml:4");
    }

    [Fact]
    public async Task The_repository_has_its_own_settings()
    {
        Write(".hecate-lint.json", """{"rules": {"latest_tag": "note"}}""");

        (await LintAsync("gitops")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_revision_is_read_without_a_checkout()
    {
        Git("init", "-q", "-b", "main");
        Git("add", "-A");
        Git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "a");
        File.Delete(Path.Combine(folder, "apps/a.yaml"));

        (await LintAsync("gitops")).ExitCode.ShouldBe(0);
        (await LintAsync("gitops@main")).Output.ShouldStartWith("main:apps/a.yaml:4:14: error latest_tag");
    }

    [Fact]
    public async Task Links_and_pipes_are_left_alone()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "link.yaml"), "apps/a.yaml");
        Directory.CreateSymbolicLink(Path.Combine(folder, "apps/ring"), "..");
        using (var made = Process.Start("mkfifo", Path.Combine(folder, "pipe.yaml")))
        {
            await made.WaitForExitAsync();
        }

        (await LintAsync("gitops")).Output.ShouldContain("2 files: 1 errors");
    }

    [Fact]
    public async Task On_a_terminal_it_shows_how_far_it_is_and_leaves_the_line_to_its_findings()
    {
        foreach (var i in Enumerable.Range(0, 60))
        {
            Write($"apps/{i}.yaml", "a: b\n");
        }

        // `script` gives it a terminal for all that it writes.
        var start = DaemonExecutable.In(home);
        (start.FileName, start.RedirectStandardInput) = ("script", true);
        start.ArgumentList.Clear();
        new[] { "-qec", $"'{DaemonExecutable.Path}' lint gitops", "/dev/null" }.ToList().ForEach(start.ArgumentList.Add);
        using var script = Process.Start(start)!;
        var shown = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();

        script.ExitCode.ShouldBe(1);
        shown.ShouldContain("\r[########################################] 61/61 files\r\e[K");
        shown.ShouldContain("gitops/apps/a.yaml:4:14: error latest_tag");
        shown.ShouldEndWith("61 files: 1 errors, 0 warnings, 0 notes, 0 ignored, 0 cannot be told\r\n");
    }

    [Fact]
    public async Task It_explains_itself() =>
        (await LintAsync("--explain", "built_locally")).Output.ShouldContain("Let CI build from the git tag");

    [Theory]
    [InlineData]
    [InlineData("--json", "--sarif", "gitops")]
    [InlineData("--what", "gitops")]
    [InlineData("--explain", "no_such")]
    [InlineData("no-such-folder")]
    public async Task What_is_asked_wrongly_is_bad_usage(params string[] arguments) =>
        (await LintAsync(arguments)).ExitCode.ShouldBe(64);

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start("git", ["-C", folder, .. arguments]);
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }

    private Task<DaemonEnd> LintAsync(params string[] arguments) => DaemonProcess.RunAsync(home, ["lint", .. arguments]);
}
