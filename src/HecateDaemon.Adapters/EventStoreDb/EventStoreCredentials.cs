using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>Reads <c>user:password</c> from a file, anew for each connection, so that it may be replaced under a running daemon.</summary>
internal static class EventStoreCredentials
{
    private const int Longest = 4096;

    /// <summary>The value of the header <c>authorization</c>; null without a file.</summary>
    public static string? Header(string? file)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8);
            var text = new char[Longest];
            var length = reader.ReadBlock(text);
            var pair = new string(text, 0, length).TrimEnd('\r', '\n');
            return length < Longest && pair.IndexOf(':', StringComparison.Ordinal) > 0 && !pair.Any(char.IsControl)
                ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}"
                : throw Unusable(file, "it must hold one line user:password", inner: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, e.Message, e);
        }
    }

    private static OutsideWorldException Unusable(string file, string why, Exception? inner) =>
        new($"the credentials for EventStoreDB in {file} cannot be used: {why}", inner) { NeedsPerson = true };
}
