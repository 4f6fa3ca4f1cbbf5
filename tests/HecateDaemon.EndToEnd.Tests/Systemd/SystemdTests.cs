using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Systemd;

[SupportedOSPlatform("linux")]
public sealed class SystemdTests : IDisposable
{
    private const int SigHup = 1;

    private readonly DaemonHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Systemd_hears_of_start_state_watchdog_and_stop()
    {
        using var systemd = new NotifySocket(Path.Combine(home.Root, "notify"));
        home.Environment["NOTIFY_SOCKET"] = systemd.Path;
        home.Environment["WATCHDOG_USEC"] = "200000";
        await using var daemon = await DaemonProcess.StartAsync(With("WATCHDOG_PID=$$"), home.Socket);

        await systemd.ReceiveAsync("STATUS=Ready");
        await systemd.ReceiveAsync("WATCHDOG=1");
        await systemd.ReceiveAsync("WATCHDOG=1");
        var stopped = daemon.StopAsync();
        await systemd.ReceiveAsync("STOPPING=1");

        (await stopped).ShouldBe(0);
    }

    [Fact]
    public async Task Ready_is_said_only_when_the_socket_answers()
    {
        using var systemd = new NotifySocket(Path.Combine(home.Root, "notify"));
        home.Environment["NOTIFY_SOCKET"] = systemd.Path;
        await using var daemon = DaemonProcess.Start(home);

        await systemd.ReceiveAsync("READY=1");

        (await daemon.Http.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_watchdog_meant_for_another_process_is_not_fed()
    {
        using var systemd = new NotifySocket(Path.Combine(home.Root, "notify"));
        home.Environment["NOTIFY_SOCKET"] = systemd.Path;
        home.Environment["WATCHDOG_USEC"] = "200000";
        await using var daemon = await DaemonProcess.StartAsync(With("WATCHDOG_PID=1"), home.Socket);

        // Everything up to the end is read; a feeding would be among it.
        var heard = systemd.ReceiveAsync("STOPPING=1");
        await daemon.StopAsync();

        (await heard).ShouldAllBe(message => message != "WATCHDOG=1");
    }

    [Fact]
    public async Task A_socket_that_systemd_made_is_used_and_left_there()
    {
        // Makes the socket and starts the daemon at the first connection, as a socket unit does.
        var start = DaemonExecutable.In(home);
        start.ArgumentList.Insert(0, start.FileName);
        start.ArgumentList.Insert(0, "--listen=" + home.Socket);
        start.ArgumentList.Insert(1, "--setenv=HECATE__StateDirectory=" + home.State);
        start.ArgumentList.Insert(2, "--setenv=HECATE_CONFIG=" + home.ConfigurationFile);
        start.ArgumentList.Insert(3, "--setenv=HECATE__Logging__File__Enabled=false");
        start.FileName = "systemd-socket-activate";
        await using var daemon = await DaemonProcess.StartAsync(start, home.Socket);

        (await daemon.Http.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
        (await daemon.StopAsync()).ShouldBe(0);

        File.Exists(home.Socket).ShouldBeTrue();
        File.Exists(home.Socket + ".lock").ShouldBeFalse();
    }

    [Fact]
    public async Task A_hang_up_does_not_end_the_daemon()
    {
        await using var daemon = await DaemonProcess.StartAsync(home);

        Signal(daemon.Pid, SigHup).ShouldBe(0);

        await Patience.UntilAsync(
            () => Task.FromResult(daemon.Output.Contains("SIGHUP was ignored", StringComparison.Ordinal)),
            () => "nothing was said of the SIGHUP");
        (await daemon.Http.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>A shell sets what can only be set once the process's id is known, and becomes the daemon.</summary>
    private ProcessStartInfo With(string variable)
    {
        var start = DaemonExecutable.In(home);
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"export {variable}; exec {start.FileName}");
        start.FileName = "/bin/sh";
        return start;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int pid, int signal);
}
