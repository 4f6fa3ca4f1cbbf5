using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HecateDaemon.Adapters.Tests.EventLog;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Subcommands;

/// <summary>The executable on a disk that is really full.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly DaemonHome home = new();
    private int versions;

    public FullDiskTests() => home.Configure("""
        {
          "Divisions": { "shop": { "CodeRepository": "/srv/code.git", "Image": "registry.example.org/shop", "GitOpsPath": "shop" } },
          "Environments": { "production": { "GitOpsRepository": "/srv/gitops.git", "Reconciler": "directory", "Directory": { "Path": "/srv/live" } } }
        }
        """);

    public void Dispose() => home.Dispose();

    [SmallDiskFact]
    public async Task The_daemon_says_so_loses_nothing_and_goes_on_by_itself_once_there_is_room()
    {
        Directory.CreateDirectory(home.State);
        var start = DaemonExecutable.In(home);
        string[] command = [.. SmallDisk.At(home.State, kilobytes: 2000, ballast: 4000), start.FileName, .. start.ArgumentList];
        start.FileName = command[0];
        start.ArgumentList.Clear();
        command[1..].ToList().ForEach(start.ArgumentList.Add);
        await using var daemon = await DaemonProcess.StartAsync(start, home.Socket);

        var acknowledged = new List<string>();
        (HttpStatusCode Status, JsonElement Body) answer;
        while ((answer = await InitiateAsync(daemon)).Status is HttpStatusCode.Created)
        {
            acknowledged.Add(answer.Body.GetProperty("deployment").GetProperty("deployment_id").GetString()!);
        }

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, $"{answer.Body}");
        answer.Body.GetProperty("detail").GetString()!.ShouldContain("events.db has no room left on its disk");
        (await AskAsync(daemon, "/ready")).ShouldSatisfyAllConditions(
            ready => ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable),
            ready => ready.Body.GetProperty("reason").GetString()!.ShouldContain("has no room left on its disk"));
        (await AskAsync(daemon, "/health")).ShouldSatisfyAllConditions(
            health => health.Status.ShouldBe(HttpStatusCode.OK),
            health => health.Body.GetProperty("ready").GetBoolean().ShouldBeFalse());

        File.Delete(SmallDisk.Seen(daemon.Pid, Path.Combine(home.State, "ballast")));

        await Patience.UntilAsync(
            async () => (await AskAsync(daemon, "/ready")).Status is HttpStatusCode.OK, () => $"it was never ready again:\n{daemon.Output}");
        (await InitiateAsync(daemon)).Status.ShouldBe(HttpStatusCode.Created);
        acknowledged.ShouldNotBeEmpty();
        foreach (var id in acknowledged)
        {
            var story = (await AskAsync(daemon, $"/api/deployments/{id}/events")).Body.GetProperty("events");
            story[0].GetProperty("type").GetString().ShouldBe("deployment_initiated_v1");
        }
    }

    [SmallDiskFact]
    public async Task An_export_goes_on_where_the_disk_was_full_and_a_backup_leaves_nothing_half_done()
    {
        await using var daemon = await DaemonProcess.StartAsync(home);
        for (var n = 0; n < 100; n++)
        {
            (await InitiateAsync(daemon)).Status.ShouldBe(HttpStatusCode.Created);
        }

        var disk = Path.Combine(home.Root, "small");
        var whole = Path.Combine(home.Root, "whole.jsonl");
        Directory.CreateDirectory(disk);
        var start = DaemonExecutable.In(home);
        string[] command =
        [
            .. SmallDisk.At(disk, kilobytes: 32, ballast: 1000),
            "sh", "-c",
            """
            "$0" events backup "$1/backup.db"; echo $?
            "$0" events export "$1/export.jsonl"; echo $?
            ls "$1"
            rm "$1/ballast"
            "$0" events export "$1/export.jsonl"; echo $?
            cp "$1/export.jsonl" "$2"
            """,
            start.FileName, disk, whole,
        ];
        start.FileName = command[0];
        command[1..].ToList().ForEach(start.ArgumentList.Add);
        await using var shell = DaemonProcess.Start(start, home.Socket);
        (await shell.ExitAsync()).ShouldBe(0, shell.Errors);

        shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["1", "1", "ballast", "export.jsonl", "0"], shell.Errors);
        shell.Errors.ShouldContain($"its backup {disk}/backup.db, has no room left on its disk");
        shell.Errors.ShouldContain($"No space left on device : '{disk}/export.jsonl'");
        var again = Path.Combine(home.Root, "again.jsonl");
        (await DaemonProcess.RunAsync(home, "events", "export", again)).ExitCode.ShouldBe(0);
        (await File.ReadAllLinesAsync(whole)).ShouldBe(await File.ReadAllLinesAsync(again));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> InitiateAsync(DaemonProcess daemon)
    {
        using var content = JsonContent.Create(new { division_id = "shop", environment = "production", version = $"1.0.{versions++}" });
        using var answer = await daemon.Http.PostAsync("/api/deployments", content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(DaemonProcess daemon, string path)
    {
        using var answer = await daemon.Http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
