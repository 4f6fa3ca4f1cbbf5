using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Subcommands;

[SupportedOSPlatform("linux")]
public sealed class BumpTests : IDisposable
{
    private const string Values = "# größer\nimage:\n  repository: ghcr.io/org/app\n  tag: \"1.0.0\" # 1.0.0\n";

    private readonly DaemonHome home = new();
    private readonly string file;

    public BumpTests()
    {
        file = Path.Combine(home.Root, "values.yaml");
        File.WriteAllText(file, Values);
    }

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Without_write_there_is_a_patch_and_no_change()
    {
        var end = await BumpAsync("--to", "2.0.0", file);

        end.ExitCode.ShouldBe(0);
        end.Output.ShouldBe(
            $"--- a/{file}\n+++ b/{file}\n@@ -1,4 +1,4 @@\n # größer\n image:\n   repository: ghcr.io/org/app\n" +
            "-  tag: \"1.0.0\" # 1.0.0\n+  tag: \"2.0.0\" # 1.0.0\n");
        (await File.ReadAllTextAsync(file)).ShouldBe(Values);
    }

    [Fact]
    public async Task With_write_every_file_of_a_folder_is_changed()
    {
        var end = await BumpAsync("--to=master", "--write", home.Root);

        end.ExitCode.ShouldBe(0);
        end.Output.ShouldBe($"{file}:4:9  repository_and_tag  1.0.0 -> master\n");
        (await File.ReadAllTextAsync(file)).ShouldBe(Values.Replace("\"1.0.0\"", "\"master\""));
    }

    [Fact]
    public async Task A_version_is_spelled_as_the_file_does()
    {
        await File.WriteAllTextAsync(file, Values.Replace("1.0.0", "v1.0.0"));

        (await BumpAsync("--to", "2.0.0", "--write", file)).ExitCode.ShouldBe(0);

        (await File.ReadAllTextAsync(file)).ShouldBe(Values.Replace("1.0.0\" # 1", "v2.0.0\" # v1"));
    }

    [Fact]
    public async Task A_file_keeps_its_mode_links_stay_links_and_what_is_gits_is_left_alone()
    {
        var folder = Directory.CreateDirectory(Path.Combine(home.Root, "manifests")).FullName;
        var elsewhere = Path.Combine(home.Root, "elsewhere.yaml");
        string[] files = [Path.Combine(folder, "a.yaml"), elsewhere, Path.Combine(Directory.CreateDirectory(Path.Combine(folder, ".git")).FullName, "b.yaml")];
        Array.ForEach(files, path => File.WriteAllText(path, Values));
        File.SetUnixFileMode(files[0], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(Path.Combine(folder, "link.yaml"), elsewhere);
        File.CreateSymbolicLink(Path.Combine(folder, "loop"), folder);

        var end = await BumpAsync("--to", "2.0.0", "--write", folder);

        end.Output.ShouldBe($"{files[0]}:4:9  repository_and_tag  1.0.0 -> 2.0.0\n");
        File.GetUnixFileMode(files[0]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        Directory.GetFiles(folder).Length.ShouldBe(2);
        Array.ConvertAll(files[1..], File.ReadAllText).ShouldAllBe(text => text == Values);
        (await BumpAsync("--to", "3.0.0", Path.Combine(folder, "link.yaml"))).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task As_JSON_it_tells_what_it_did()
    {
        await File.AppendAllTextAsync(file, "other: {image: 'ghcr.io/org/app:1.0.0-alpine'}\n");

        var end = await BumpAsync("--to", "2.0.0", "--write", "--json", home.Root);

        var answer = JsonDocument.Parse(end.Output).RootElement;
        answer.GetProperty("written").GetBoolean().ShouldBeTrue();
        answer.GetProperty("places").EnumerateArray().ShouldHaveSingleItem().GetProperty("new").GetString().ShouldBe("2.0.0");
        answer.GetProperty("left_alone").EnumerateArray().ShouldHaveSingleItem().GetProperty("tag").GetString().ShouldBe("1.0.0-alpine");
        answer.GetProperty("unclear").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_is_too_long_to_be_a_manifest_is_unclear()
    {
        await File.WriteAllTextAsync(Path.Combine(home.Root, "dump.json"), new string(' ', (16 * 1024 * 1024) + 1));

        var end = await BumpAsync("--to", "2.0.0", "--write", home.Root);

        end.ExitCode.ShouldBe(2);
        end.Errors.ShouldContain("more than 16 MiB");
    }

    [Fact]
    public async Task What_cannot_be_told_in_one_file_leaves_all_as_they_are()
    {
        await File.WriteAllTextAsync(Path.Combine(home.Root, "pod.yaml"), "containers: [{image: 'ghcr.io/org/app:${TAG}'}]");

        var end = await BumpAsync("--to", "2.0.0", "--write", home.Root);

        end.ExitCode.ShouldBe(2);
        end.Errors.ShouldContain("pod.yaml:1: cannot tell");
        (await File.ReadAllTextAsync(file)).ShouldBe(Values);
    }

    [Theory]
    [InlineData("services: {web: {image: ghcr.io/org/app:1.0.0}}", "services: {web: {image: ghcr.io/org/app:2.0.0}}", 0)]
    [InlineData("services: {web: {image: ghcr.io/org/tool:1.0.0}}", "services: {web: {image: ghcr.io/org/tool:1.0.0}}", 1)]
    [InlineData("services: {web: {image: '${R}/org/app:1.0.0'}}", "services: {web: {image: '${R}/org/app:1.0.0'}}", 2)]
    public async Task A_pipe_gives_the_file_back(string before, string after, int exitCode)
    {
        var start = DaemonExecutable.In(home, "bump", "--image", "ghcr.io/org/app", "--to", "2.0.0", "--as", "compose.yaml", "-");
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(before);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience.Limit);

        (await output, process.ExitCode).ShouldBe((after, exitCode));
    }

    [Theory]
    [InlineData("--to", "2.0.0")]
    [InlineData("--to", "2+0", "x")]
    [InlineData("--to", "2.0.0", "--digest", "sha256:0", "x")]
    [InlineData("--to", "2.0.0", "--write", "-")]
    [InlineData("--to", "2.0.0", "--json", "-")]
    [InlineData("--to", "2.0.0", "-", "x")]
    [InlineData("--to", "2.0.0", "--what", "x")]
    public async Task What_is_asked_wrongly_is_bad_usage(params string[] arguments) =>
        (await BumpAsync(arguments)).ExitCode.ShouldBe(64);

    [Fact]
    public async Task A_path_that_is_not_there_cannot_be_read() =>
        (await BumpAsync("--to", "2.0.0", Path.Combine(home.Root, "none.yaml"))).ExitCode.ShouldBe(2);

    private Task<DaemonEnd> BumpAsync(params string[] arguments) =>
        DaemonProcess.RunAsync(home, ["bump", "--image", "ghcr.io/org/app", .. arguments]);
}
