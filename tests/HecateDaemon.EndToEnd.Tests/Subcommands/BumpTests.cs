using System.Diagnostics;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Subcommands;

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
    [InlineData("--to", "2.0.0", "--what", "x")]
    public async Task What_is_asked_wrongly_is_bad_usage(params string[] arguments) =>
        (await BumpAsync(arguments)).ExitCode.ShouldBe(64);

    [Fact]
    public async Task A_path_that_is_not_there_cannot_be_read() =>
        (await BumpAsync("--to", "2.0.0", Path.Combine(home.Root, "none.yaml"))).ExitCode.ShouldBe(2);

    private Task<DaemonEnd> BumpAsync(params string[] arguments) =>
        DaemonProcess.RunAsync(home, ["bump", "--image", "ghcr.io/org/app", .. arguments]);
}
