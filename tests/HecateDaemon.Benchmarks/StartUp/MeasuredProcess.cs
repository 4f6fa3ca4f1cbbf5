using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace HecateDaemon.Benchmarks;

/// <summary>One start of an executable that answers <c>GET /health</c> on a Unix socket.</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What is allocated at start has settled by then.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public static async Task<Measured> RunAsync(string executable, Func<MeasuredHome, string[]> arguments)
    {
        using var home = new MeasuredHome();
        var start = new ProcessStartInfo(executable, arguments(home)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HECATE__StateDirectory"] = Path.Combine(home.Root, "state");
        start.Environment["HECATE__Logging__File__Path"] = Path.Combine(home.Root, "daemon-.log");
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            await FirstAnswerAsync(home.Socket, process);
            var firstAnswer = Stopwatch.GetElapsedTime(begun);
            await Task.Delay(Rest);
            return new Measured(firstAnswer.TotalMilliseconds, ResidentMb(process.Id));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task FirstAnswerAsync(string socket, Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        var request = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8.ToArray();
        var answer = new byte[12];
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            if (process.HasExited)
            {
                throw new InvalidOperationException($"it ended: {await process.StandardError.ReadToEndAsync()}");
            }

            try
            {
                using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), limit.Token);
                await connection.SendAsync(request, limit.Token);
                await connection.ReceiveAsync(answer, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(1, limit.Token);
            }
        }
    }

    private static double ResidentMb(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}

/// <summary>Milliseconds to the first answer, and MiB resident when nothing is asked of it.</summary>
internal sealed record Measured(double FirstAnswerMs, double RestingMb);
