using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Secrets;

/// <summary>Reads a secret of one line from a file, anew each time, so that it may be replaced under a running daemon.</summary>
internal static class SecretFile
{
    private const int Longest = 16 * 1024;

    /// <summary>The line without its end. What it is for stands in the message where it cannot be read; the line never does.</summary>
    public static async Task<string> ReadLineAsync(string file, string whatFor, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8);
            var text = new char[Longest];
            var length = await reader.ReadBlockAsync(text, ct);
            var line = new string(text, 0, length).TrimEnd('\r', '\n');
            return line.Length > 0 && length < Longest && !line.Any(char.IsControl)
                ? line
                : throw Unusable(file, whatFor, "it must hold one line", inner: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, whatFor, e.Message, e);
        }
    }

    private static OutsideWorldException Unusable(string file, string whatFor, string why, Exception? inner) =>
        new($"the {whatFor} in {file} cannot be used: {why}", inner) { NeedsPerson = true };
}
