using System.Net.Http.Json;
using System.Text.Json;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Subcommands;

/// <summary>The log through the executable: repeats after kill -9, and the way from one log into another.</summary>
public sealed class EventsTests : IDisposable
{
    private const string Configuration = """
        {
          "Divisions": { "shop": { "CodeRepository": "/srv/code.git", "Image": "registry.example.org/shop", "GitOpsPath": "shop" } },
          "Environments": { "production": { "GitOpsRepository": "/srv/gitops.git", "Reconciler": "directory", "Directory": { "Path": "/srv/live" } } }
        }
        """;

    private readonly DaemonHome home = new();
    private readonly DaemonHome other = new();

    public EventsTests()
    {
        File.WriteAllText(home.ConfigurationFile, Configuration);
        File.WriteAllText(other.ConfigurationFile, Configuration);
    }

    public void Dispose()
    {
        home.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task A_keyed_request_has_one_answer_also_after_kill_9_and_another_body_none()
    {
        string first;
        await using (var daemon = await DaemonProcess.StartAsync(home))
        {
            first = await InitiateAsync(daemon, "1.0.0", "release-1");
            await daemon.Kill9Async();
        }

        await using var restarted = await DaemonProcess.StartAsync(home);

        (await InitiateAsync(restarted, "1.0.0", "release-1")).ShouldBe(first);
        (await InitiateAsync(restarted, "1.0.1", "release-1")).ShouldContain("idempotency_key_reused");
    }

    [Fact]
    public async Task A_log_is_exported_beside_the_daemon_imported_elsewhere_and_backed_up()
    {
        var export = Path.Combine(home.Root, "export.jsonl");
        var backup = Path.Combine(home.Root, "backup.db");
        await using var daemon = await DaemonProcess.StartAsync(home);
        await InitiateAsync(daemon, "1.0.0", "release-1");
        await InitiateAsync(daemon, "1.0.1", "release-2");

        (await RunAsync(home, "export", export)).ShouldBe((0, "4 events"));
        await InitiateAsync(daemon, "1.0.2", "release-3");
        File.AppendAllText(export, "{\"position\":");
        (await RunAsync(home, "export", export)).ShouldBe((0, "2 events"));
        (await RunAsync(home, "backup", backup)).Code.ShouldBe(0);
        (await RunAsync(home, "import", export)).Code.ShouldBe(1, "the daemon holds the log");
        (await RunAsync(other, "import", export)).ShouldBe((0, "6 events"));
        (await RunAsync(other, "import", export)).ShouldBe((0, "0 events"));

        await using var moved = await DaemonProcess.StartAsync(other);
        using var list = await moved.Http.GetAsync("/api/deployments");
        using var here = await daemon.Http.GetAsync("/api/deployments");
        (await ListAsync(list)).ShouldBe(await ListAsync(here));
        (await InitiateAsync(moved, "1.0.0", "release-1")).ShouldBe(await InitiateAsync(daemon, "1.0.0", "release-1"));
        new FileInfo(backup).Length.ShouldBePositive();
    }

    [Fact]
    public async Task Projections_are_rebuilt_in_the_running_daemon()
    {
        await using var daemon = await DaemonProcess.StartAsync(home);
        await InitiateAsync(daemon, "1.0.0", "release-1");

        var end = await DaemonProcess.RunAsync(home, "projections", "rebuild");

        end.ExitCode.ShouldBe(0);
        JsonDocument.Parse(end.Output).RootElement.GetProperty("rebuilt").GetProperty("events").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("events", "export")]
    [InlineData("events", "backup", "-")]
    [InlineData("events", "import", "a", "b")]
    [InlineData("projections")]
    public async Task What_is_asked_wrongly_is_bad_usage(params string[] arguments) =>
        (await DaemonProcess.RunAsync(home, arguments)).ExitCode.ShouldBe(64);

    private static async Task<string> InitiateAsync(DaemonProcess daemon, string version, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/deployments");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(new { division_id = "shop", environment = "production", version });
        using var answer = await daemon.Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<List<string>> ListAsync(HttpResponseMessage list) =>
        [.. (await list.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("deployments").EnumerateArray().Select(d => d.GetRawText())];

    /// <summary>The exit code, and how many events it says.</summary>
    private static async Task<(int Code, string Said)> RunAsync(DaemonHome home, string verb, string path)
    {
        var end = await DaemonProcess.RunAsync(home, "events", verb, path);
        return (end.ExitCode, string.Join(' ', end.Errors.Split(' ').Take(2)));
    }
}
