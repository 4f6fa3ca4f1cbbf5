using System.Net.Sockets;
using System.Runtime.Versioning;
using HecateDaemon.EndToEnd.Tests.Daemon;
using NetSocket = System.Net.Sockets.Socket;

namespace HecateDaemon.EndToEnd.Tests.Socket;

[SupportedOSPlatform("linux")]
public sealed class SocketTests : IDisposable
{
    private const int CannotCreate = 73;
    private const int Configuration = 78;

    private readonly DaemonHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Only_the_owner_and_the_group_may_use_the_socket()
    {
        await using var daemon = await DaemonProcess.StartAsync(home);

        File.GetUnixFileMode(home.Socket).ShouldBe(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
    }

    [Fact]
    public async Task A_second_daemon_is_refused_and_told_of_the_first_which_goes_on()
    {
        await using var first = await DaemonProcess.StartAsync(home);

        var second = await DaemonProcess.RunAsync(home);

        second.ExitCode.ShouldBe(CannotCreate);
        second.Errors.ShouldContain($"'{home.Socket}' is in use: process {first.Pid} of ");
        second.Errors.ShouldNotContain("   at ");
        (await first.Http.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_daemons_that_start_at_once_exactly_one_gets_the_socket()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TryStartAsync()));

        var winner = all.OfType<DaemonProcess>().ShouldHaveSingleItem();
        (await winner.Http.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
        await winner.DisposeAsync();

        async Task<DaemonProcess?> TryStartAsync()
        {
            // The losers' readiness may be answered by the winner, so only their own end tells.
            var daemon = DaemonProcess.Start(home);
            await Patience.UntilAsync(
                () => Task.FromResult(daemon.HasExited || daemon.Output.Contains("listens on", StringComparison.Ordinal)),
                () => "a daemon neither started nor ended");
            if (!daemon.HasExited)
            {
                return daemon;
            }

            (await daemon.ExitAsync()).ShouldBe(CannotCreate);
            await daemon.DisposeAsync();
            return null;
        }
    }

    [Fact]
    public async Task Another_programs_live_socket_is_never_taken()
    {
        using var other = new NetSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(home.Socket));
        other.Listen();

        var end = await DaemonProcess.RunAsync(home);

        end.ExitCode.ShouldBe(CannotCreate);
        end.Errors.ShouldContain($"is in use: process {System.Environment.ProcessId} of ");
        File.Exists(home.Socket).ShouldBeTrue();
    }

    [Fact]
    public async Task A_killed_daemons_socket_is_replaced()
    {
        await using (var killed = await DaemonProcess.StartAsync(home))
        {
            await killed.Kill9Async();
        }

        File.Exists(home.Socket).ShouldBeTrue();
        await using var next = await DaemonProcess.StartAsync(home);

        (await next.Http.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Stopping_removes_the_socket_and_ends_well()
    {
        await using var daemon = await DaemonProcess.StartAsync(home);

        (await daemon.StopAsync()).ShouldBe(0);

        File.Exists(home.Socket).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_left_alone()
    {
        await File.WriteAllTextAsync(home.Socket, "precious");

        var end = await DaemonProcess.RunAsync(home);

        end.ExitCode.ShouldBe(CannotCreate);
        end.Errors.ShouldContain("is not a socket");
        (await File.ReadAllTextAsync(home.Socket)).ShouldBe("precious");
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("daemon.json")]
    public async Task A_link_in_the_sockets_place_is_neither_followed_nor_removed(string target)
    {
        File.CreateSymbolicLink(home.Socket, Path.Combine(home.Root, target));

        var end = await DaemonProcess.RunAsync(home);

        end.ExitCode.ShouldBe(CannotCreate);
        end.Errors.ShouldContain("is not a socket");
        new FileInfo(home.Socket).LinkTarget.ShouldNotBeNull();
        (await File.ReadAllTextAsync(home.ConfigurationFile)).ShouldBe("{}");
    }

    [Fact]
    public async Task A_path_longer_than_the_system_allows_is_refused_with_both_lengths()
    {
        var end = await DaemonProcess.RunAsync(home, "--socket", "/tmp/" + new string('x', 120));

        end.ExitCode.ShouldBe(Configuration);
        end.Errors.ShouldContain("has 125 bytes and the system allows 107");
    }

    [Fact]
    public async Task The_sockets_folder_is_made_for_owner_and_group()
    {
        var folder = Path.Combine(home.Root, "run");
        home.Environment["HECATE_SOCKET_PATH"] = Path.Combine(folder, "daemon.sock");
        await using var daemon = await DaemonProcess.StartAsync(DaemonExecutable.In(home), Path.Combine(folder, "daemon.sock"));

        File.GetUnixFileMode(folder).ShouldBe(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
    }

    [Fact]
    public async Task Only_one_folder_is_made_for_the_socket_and_not_a_misspelt_path()
    {
        var end = await DaemonProcess.RunAsync(home, "--socket", Path.Combine(home.Root, "a", "b", "daemon.sock"));

        end.ExitCode.ShouldBe(CannotCreate);
        end.Errors.ShouldContain("make it first");
        Directory.Exists(Path.Combine(home.Root, "a")).ShouldBeFalse();
    }
}
