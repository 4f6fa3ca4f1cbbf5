using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Executables;

/// <summary>
/// Runs a program to its end: arguments as a list and no shell, what it says within a bound. Whoever calls it off kills it,
/// with all that it started.
/// </summary>
internal static class Executable
{
    private const int MostSaid = 64 * 1024;

    public static async Task<ExecutableEnd> RunAsync(
        string file, IReadOnlyList<string> arguments, string input, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        using var process = new Process { StartInfo = StartOf(file, arguments, environment) };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new OutsideWorldException($"{file} cannot be started: {e.Message}", e) { NeedsPerson = true };
        }

        try
        {
            var output = ReadAsync(process.StandardOutput, ct);
            var errors = ReadAsync(process.StandardError, ct);
            await WriteAsync(process.StandardInput, input, ct);
            await process.WaitForExitAsync(ct);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo StartOf(
        string file, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>A program that reads no input, or not all of it, is no failure.</summary>
    private static async Task WriteAsync(StreamWriter to, string input, CancellationToken ct)
    {
        try
        {
            await to.WriteAsync(input.AsMemory(), ct);
            to.Close();
        }
        catch (IOException)
        {
            // It closed its end.
        }
    }

    /// <summary>Reads to the end, so that the program can go on, and keeps the beginning.</summary>
    private static async Task<string> ReadAsync(StreamReader from, CancellationToken ct)
    {
        var kept = new StringBuilder();
        var block = new char[4096];
        while (await from.ReadAsync(block.AsMemory(), ct) is > 0 and var length)
        {
            kept.Append(block, 0, Math.Min(length, MostSaid - kept.Length));
        }

        return kept.ToString();
    }
}

/// <summary>How a program ended, and the beginning of what it said.</summary>
internal readonly record struct ExecutableEnd(int ExitCode, string Output, string Errors);
