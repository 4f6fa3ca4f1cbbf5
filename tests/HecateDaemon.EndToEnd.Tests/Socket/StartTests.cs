using System.Runtime.Versioning;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Socket;

[SupportedOSPlatform("linux")]
public sealed class StartTests : IDisposable
{
    private const int Usage = 64;
    private const int CannotCreate = 73;
    private const int Configuration = 78;

    private readonly DaemonHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task A_broken_configuration_is_refused_in_one_line_with_the_place_of_the_mistake()
    {
        home.Configure("{\n  \"Logging\": {},\n  \"Socket\" {}\n}");

        var end = await DaemonProcess.RunAsync(home);

        end.ExitCode.ShouldBe(Configuration);
        end.Errors.ShouldBe($"hecate-daemon: the configuration '{home.ConfigurationFile}' is not right: it is not JSON at line 3, column 12\n");
    }

    [Fact]
    public async Task A_configuration_that_was_named_must_be_there()
    {
        var end = await DaemonProcess.RunAsync(home, "--config", "/nowhere/daemon.json");

        end.ExitCode.ShouldBe(Configuration);
        end.Errors.ShouldBe("hecate-daemon: the configuration '/nowhere/daemon.json' is not there\n");
    }

    [Fact]
    public async Task The_environment_stands_above_the_file()
    {
        home.Configure("""{ "Logging": { "Level": "Nonsense" } }""");
        home.Environment["HECATE__Logging__Level"] = "Warning";

        await using var daemon = await DaemonProcess.StartAsync(home);

        await daemon.StopAsync();
        daemon.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_switch_stands_above_the_environment()
    {
        var other = Path.Combine(home.Root, "other.sock");
        home.Environment["HECATE_SOCKET_PATH"] = "/nowhere/at/all.sock";

        await using var daemon = await DaemonProcess.StartAsync(DaemonExecutable.In(home, "--socket", other), other);

        (await daemon.Http.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Wrong_settings_of_the_host_are_refused_by_name_with_what_is_possible()
    {
        home.Configure("""{ "Logging": { "Levle": "Debug", "File": { "Enabled": "perhaps" } }, "Socket": { "Pth": "/run/x.sock" }, "Loops": { "Reconcile": "soon" } }""");
        home.Environment["HECATE__Logging__Level"] = "loud";

        var end = await DaemonProcess.RunAsync(home);

        end.ExitCode.ShouldBe(Configuration);
        end.Errors.ShouldContain("Logging:Level must be a log level (Verbose, Debug, Information, Warning, Error, Fatal), not 'loud'");
        end.Errors.ShouldContain("Logging:Levle is not a setting: did you mean Level?");
        end.Errors.ShouldContain("Logging:File:Enabled must be true or false, not 'perhaps'");
        end.Errors.ShouldContain("Socket:Pth is not a setting: did you mean Path?");
        end.Errors.ShouldContain("Loops:Reconcile must be");
    }

    [Fact]
    public async Task A_state_directory_that_cannot_be_made_is_refused_with_the_way_out()
    {
        home.Environment["HECATE__StateDirectory"] = Path.Combine(home.ConfigurationFile, "state");

        var end = await DaemonProcess.RunAsync(home);

        end.ExitCode.ShouldBe(CannotCreate);
        end.Errors.ShouldContain("name another with StateDirectory or HECATE__StateDirectory");
        end.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task The_state_directory_is_made_for_the_owner_alone()
    {
        await using var daemon = await DaemonProcess.StartAsync(home);

        File.GetUnixFileMode(home.State).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("--frobnicate")]
    [InlineData("frobnicate")]
    [InlineData("--socket")]
    [InlineData("--socket=")]
    [InlineData("--version=1")]
    [InlineData("health", "--version")]
    public async Task Arguments_that_are_not_understood_are_refused(params string[] arguments)
    {
        var end = await DaemonProcess.RunAsync(home, arguments);

        end.ExitCode.ShouldBe(Usage);
        end.Errors.ShouldStartWith("hecate-daemon: ");
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_a_warning_and_no_more()
    {
        home.Environment["HECATE__Logging__File__Path"] = Path.Combine(home.ConfigurationFile, "daemon-.log");

        await using var daemon = await DaemonProcess.StartAsync(home);

        daemon.Output.ShouldContain("No log file is written to");
    }
}
