using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Git;

/// <summary>Runs programs that cannot run for ever, say too much or be left behind.</summary>
internal sealed class BoundedProgram(TimeProvider clock)
{
    private const int MaxSaid = 64 << 10;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    /// <summary>Runs it to its end. That it is not there, or takes too long, is the outside world's failing.</summary>
    public ProgramEnd Run(ProgramCall call, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = StartOf(call) };
        Start(process);
        try
        {
            var said = new[] { KeepAsync(process.StandardOutput, ct), KeepAsync(process.StandardError, ct) };
            Feed(process, call.Input);
            Wait(process, call, ct);

            // Somebody whom it left behind may hold its pipes open.
            return Task.WaitAll(said, (int)LastWords.TotalMilliseconds, ct)
                ? new(process.ExitCode, said[0].Result, said[1].Result)
                : new(process.ExitCode, "", "");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo StartOf(ProgramCall call)
    {
        var start = new ProcessStartInfo(call.Program, call.Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = call.Folder ?? "",
        };
        foreach (var (name, value) in call.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw GitFailure.NeedsPerson(
                $"The program '{process.StartInfo.FileName}' cannot be run ({e.Message}): install it where the daemon's PATH finds it.", e);
        }
    }

    private static void Feed(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            using var stream = process.StandardInput.BaseStream;
            stream.Write(input.Span);
        }
        catch (IOException)
        {
            // It ended without reading all: its exit code says why.
        }
    }

    private void Wait(Process process, ProgramCall call, CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        while (!process.WaitForExit(Look))
        {
            ct.ThrowIfCancellationRequested();
            call.Watch();
            if (clock.GetElapsedTime(begun) > call.Limit)
            {
                throw new OutsideWorldException($"The program '{call.Program}' took longer than {call.Limit:c} and was ended.");
            }
        }
    }

    /// <summary>Reads to the end, so that nobody waits for a full pipe, and keeps the beginning.</summary>
    private static async Task<string> KeepAsync(StreamReader said, CancellationToken ct)
    {
        var kept = new StringBuilder();
        var part = new char[4096];
        while (await said.ReadAsync(part, ct) is > 0 and var read)
        {
            kept.Append(part, 0, Math.Min(read, MaxSaid - kept.Length));
        }

        return kept.ToString();
    }
}
