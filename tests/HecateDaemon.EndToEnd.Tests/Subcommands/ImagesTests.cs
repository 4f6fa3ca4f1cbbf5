using System.Text.Json;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Subcommands;

public sealed class ImagesTests : IDisposable
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    private readonly DaemonHome home = new();
    private readonly string folder;

    public ImagesTests() => folder = Directory.CreateDirectory(Path.Combine(home.Root, "manifests")).FullName;

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Every_place_is_a_row()
    {
        var values = Write("values.yaml", $"image:\n  registry: ghcr.io\n  repository: org/app\n  tag: 1.0.0\n  digest: {Digest}\n");
        var pod = Write("web/pod.yaml", "spec: {containers: [{image: 'nginx:1.25'}, {image: nginx}]}\n");
        Write("notes.md", "image: nginx:1.25");

        var end = await DaemonProcess.RunAsync(home, ["images", folder]);

        end.ExitCode.ShouldBe(0);
        end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ShouldBe([
                ["PLACE", "KIND", "IMAGE", "TAG", "DIGEST"],
                [$"{values}:4:8", "repository_and_tag", "ghcr.io/org/app", "1.0.0", Digest],
                [$"{pod}:1:36", "pod_spec", "nginx", "1.25", "-"],
            ]);
    }

    [Fact]
    public async Task As_JSON_it_tells_what_cannot_be_told_too()
    {
        var chart = Write("chart.yaml", "image: nginx:{{ .Values.tag }}\n---\nimage: redis:7\n");

        var end = await DaemonProcess.RunAsync(home, ["images", "--json", folder]);

        end.ExitCode.ShouldBe(2);
        var answer = JsonDocument.Parse(end.Output).RootElement;
        var place = answer.GetProperty("places").EnumerateArray().ShouldHaveSingleItem();
        (place.GetProperty("image").GetString(), place.GetProperty("tag").GetString(), place.GetProperty("digest").ValueKind)
            .ShouldBe(("redis", "7", JsonValueKind.Null));
        var unclear = answer.GetProperty("unclear").EnumerateArray().ShouldHaveSingleItem();
        (unclear.GetProperty("file").GetString(), unclear.GetProperty("line").GetInt32()).ShouldBe((chart, 1));
    }

    [Fact]
    public async Task Where_there_is_none_the_answer_is_no()
    {
        Write("values.yaml", "replicas: 1\n");

        (await DaemonProcess.RunAsync(home, ["images", folder])).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(64, "--what", "x")]
    [InlineData(2, "/nowhere/at/all")]
    public async Task What_is_asked_wrongly_is_told(int exitCode, params string[] arguments) =>
        (await DaemonProcess.RunAsync(home, ["images", .. arguments])).ExitCode.ShouldBe(exitCode);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
