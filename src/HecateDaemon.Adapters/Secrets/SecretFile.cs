using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Secrets;

/// <summary>
/// Reads a secret of one line from a file, anew each time, so that it may be replaced under a running daemon. What it is
/// for stands in the message where it cannot be used; the line never does.
/// </summary>
internal static class SecretFile
{
    private const int Longest = 16 * 1024;

    /// <summary>The line without its end.</summary>
    public static string ReadLine(string file, string whatFor) => Read(file, whatFor, "one line", static _ => true);

    /// <summary>The line <c>user:password</c>.</summary>
    public static string ReadPair(string file, string whatFor) => Read(
        file, whatFor, "one line user:password", static line => line.IndexOf(':', StringComparison.Ordinal) > 0);

    private static string Read(string file, string whatFor, string form, Func<string, bool> hasForm)
    {
        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8);
            var text = new char[Longest];
            var length = reader.ReadBlock(text);
            var line = new string(text, 0, length).TrimEnd('\r', '\n');
            return line.Length > 0 && length < Longest && !line.Any(char.IsControl) && hasForm(line)
                ? line
                : throw Unusable(file, whatFor, $"it must hold {form}", inner: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, whatFor, e.Message, e);
        }
    }

    private static OutsideWorldException Unusable(string file, string whatFor, string why, Exception? inner) =>
        new($"the {whatFor} in {file} cannot be used: {why}", inner) { NeedsPerson = true };
}
