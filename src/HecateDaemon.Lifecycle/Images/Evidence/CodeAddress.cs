using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>
/// Compares the address that an image gives for its sources, which is for a browser, with the one by which we fetch them.
/// </summary>
internal static partial class CodeAddress
{
    /// <summary>Null where one of them is no address with a host, such as a path on this machine.</summary>
    public static bool? AreTheSame(string source, string codeRepository) =>
        Identity(source) is { } left && Identity(codeRepository) is { } right
            // A source may lead to a folder or a commit in the repository.
            ? left == right || left.StartsWith(right + "/", StringComparison.Ordinal)
            : null;

    /// <summary>Host and path in lower case, without scheme, user, port, final '/' and <c>.git</c>.</summary>
    private static string? Identity(string address)
    {
        var match = Address().Match(address);
        if (!match.Success)
        {
            return null;
        }

        var path = match.Groups["path"].Value.Trim('/');
        path = path.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? path[..^4] : path;
        return $"{match.Groups["host"].Value}/{path}".ToLowerInvariant();
    }

    [GeneratedRegex(@"\A((https?|ssh|git)://([^/@\s]+@)?(?<host>[^/:@\s]+)(:[0-9]+)?/|[^/@:\s]+@(?<host>[^/:@\s]{2,}):)(?<path>[^\s?#]+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
