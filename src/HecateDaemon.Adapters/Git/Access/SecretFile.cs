using System.Text;

namespace HecateDaemon.Adapters.Git;

/// <summary>A file that holds a secret: an absolute path, or the name of one in systemd's <c>$CREDENTIALS_DIRECTORY</c>.</summary>
internal static class SecretFile
{
    private const int MaxBytes = 64 << 10;

    /// <summary>Where it is; it need not be there.</summary>
    public static string Locate(string name, string purpose) =>
        Path.IsPathFullyQualified(name) ? name
        : Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder ? Path.Combine(folder, name)
        : throw GitFailure.NeedsPerson(
            $"{purpose} is to be the credential '{name}', but systemd gave none: name it in LoadCredential=, or give an absolute path.");

    /// <summary>Its text without the line break at the end.</summary>
    public static string Read(string name, string purpose)
    {
        var path = Locate(name, purpose);
        try
        {
            using var file = File.OpenRead(path);
            var content = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            var text = length <= MaxBytes ? Encoding.UTF8.GetString(content, 0, length).TrimEnd('\r', '\n') : "";
            return text.Length > 0 && !text.Any(char.IsControl)
                ? text
                : throw GitFailure.NeedsPerson($"{purpose} in {path} must be one line of at most {MaxBytes} bytes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw GitFailure.NeedsPerson($"{purpose} cannot be read from {path}: {GitFailure.Clean(e.Message)}.", e);
        }
    }
}
