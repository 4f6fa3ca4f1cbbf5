using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace HecateDaemon.EndToEnd.Tests.Daemon;

/// <summary>The real daemon as a child process. Whatever a test leaves running is killed with it.</summary>
public sealed class DaemonProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private DaemonProcess(ProcessStartInfo start, string socket)
    {
        Socket = socket;
        Http = SocketClient.For(socket);
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Socket { get; }

    /// <summary>Talks to the daemon through its socket; the host in the URL is only a name.</summary>
    public HttpClient Http { get; }

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it has written to standard output so far: its log.</summary>
    public string Output => Read(output);

    /// <summary>What it has written to standard error so far.</summary>
    public string Errors => Read(errors);

    /// <summary>Starts it and waits for nothing.</summary>
    public static DaemonProcess Start(DaemonHome home, params string[] arguments) =>
        Start(DaemonExecutable.In(home, arguments), home.Socket);

    /// <summary>As the other, for a test that starts it in a way of its own.</summary>
    public static DaemonProcess Start(ProcessStartInfo start, string socket) => new(start, socket);

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static Task<DaemonProcess> StartAsync(DaemonHome home, params string[] arguments) =>
        StartAsync(DaemonExecutable.In(home, arguments), home.Socket);

    /// <summary>As the other, for a test that starts it in a way of its own.</summary>
    public static async Task<DaemonProcess> StartAsync(ProcessStartInfo start, string socket)
    {
        var daemon = new DaemonProcess(start, socket);
        try
        {
            await Patience.UntilAsync(daemon.IsReadyAsync, () => $"the daemon is not ready:\n{daemon.Output}{daemon.Errors}");
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs it to its own end, such as a refusal to start.</summary>
    public static async Task<DaemonEnd> RunAsync(DaemonHome home, params string[] arguments)
    {
        await using var daemon = Start(home, arguments);
        var exitCode = await daemon.ExitAsync();
        return new DaemonEnd(exitCode, daemon.Output, daemon.Errors);
    }

    /// <summary>As a crash or a power cut would end it.</summary>
    public async Task Kill9Async()
    {
        process.Kill();
        await ExitAsync();
    }

    /// <summary>As systemd would end it; answers with the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = Signal(process.Id, SigTerm);
        return await ExitAsync();
    }

    /// <summary>Waits for its end; answers with the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await ExitAsync();
        }

        Http.Dispose();
        process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (process.HasExited)
        {
            // Its last words may still be under way.
            var exitCode = await ExitAsync();
            throw new InvalidOperationException($"the daemon ended with {exitCode}:\n{Output}{Errors}");
        }

        try
        {
            using var answer = await Http.GetAsync("/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
        {
            _ = line is null ? text : text.Append(line).Append('\n');
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int pid, int signal);
}
