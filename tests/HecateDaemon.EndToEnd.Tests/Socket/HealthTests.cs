using System.Text.Json;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Socket;

public sealed class HealthTests : IDisposable
{
    private readonly DaemonHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Health_states_the_version_and_whether_it_is_ready()
    {
        await using var daemon = await DaemonProcess.StartAsync(home);

        using var answer = await daemon.Http.GetAsync("/health");
        var health = (await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync())).RootElement;

        answer.Content.Headers.ContentLength.ShouldNotBeNull();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        health.GetProperty("status").GetString().ShouldBe("ok");
        health.GetProperty("version").GetString().ShouldBe((await DaemonProcess.RunAsync(home, "--version")).Output.Trim());
        health.GetProperty("ready").GetBoolean().ShouldBeTrue();
        health.GetProperty("uptime_seconds").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task The_subcommand_repeats_what_a_running_daemon_says()
    {
        await using var daemon = await DaemonProcess.StartAsync(home);

        var end = await DaemonProcess.RunAsync(home, "health");

        end.ExitCode.ShouldBe(0);
        end.Output.ShouldStartWith("""{"status":"ok",""");
    }

    [Fact]
    public async Task The_subcommand_fails_where_nobody_listens()
    {
        var end = await DaemonProcess.RunAsync(home, "health");

        end.ExitCode.ShouldBe(1);
        end.Errors.ShouldContain($"nobody answers on '{home.Socket}'");
    }
}
