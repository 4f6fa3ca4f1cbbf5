using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Where a git repository is: a URL, git's short <c>user@host:path</c>, or a path on this machine.</summary>
public static partial class RepositoryAddress
{
    private const string Grammar =
        "must be a git repository: an http, https, ssh or file URL, user@host:path, or an absolute path";

    /// <summary>An address as written, which holds no credentials. It is never shown: it may hold some.</summary>
    internal static string Repository(this SectionReader settings, string key)
    {
        var text = settings.RequiredText(key);
        if (text.Length > 0 && MistakeIn(text) is { } sentence)
        {
            settings.Wrong(key, sentence);
        }

        return text;
    }

    /// <summary>
    /// What two addresses of one repository have in common: no scheme, user, default port, final '/' or <c>.git</c>, host
    /// in lower case, path in canonical form. Only for addresses without a mistake.
    /// </summary>
    internal static string Identity(string address)
    {
        if (Path.IsPathFullyQualified(address))
        {
            return OfFile(address);
        }

        if (ShortForm().Match(address) is { Success: true } match)
        {
            return OfHost(match.Groups["host"].Value, port: "", match.Groups["path"].Value);
        }

        var url = new Uri(address);
        return url.IsFile
            ? OfFile(url.LocalPath)
            : OfHost(url.Host, IsUsual(url) ? "" : $":{url.Port}", Uri.UnescapeDataString(url.AbsolutePath));
    }

    /// <summary>
    /// True if somebody else's address, whatever it may hold, is one of this repository. <paramref name="address"/> has
    /// no mistake.
    /// </summary>
    public static bool IsSame(string address, string? other) => other is not null &&
        (Path.IsPathFullyQualified(other) || ShortForm().IsMatch(other) || Uri.TryCreate(other, UriKind.Absolute, out _)) &&
        Identity(address) == Identity(other);

    private static string? MistakeIn(string address)
    {
        if (Path.IsPathFullyQualified(address) || ShortForm().IsMatch(address))
        {
            return null;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) ||
            url.Scheme is not ("http" or "https" or "ssh" or "file"))
        {
            return Grammar;
        }

        // Over http the user name alone is often the token.
        var mayNameUser = url.Scheme is "ssh" && !url.UserInfo.Contains(':', StringComparison.Ordinal);
        return url.UserInfo.Length > 0 && !mayNameUser ? "must not carry credentials: use an ssh address, and give the daemon's account a key"
            : url.Query.Length > 0 || url.Fragment.Length > 0 ? "must have no '?' or '#' part"
            : null;
    }

    private static string OfHost(string host, string port, string path) =>
        WithoutEnding($"{host.ToLowerInvariant()}{port}/" +
            string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries)));

    private static string OfFile(string path)
    {
        var full = WithoutEnding(Path.GetFullPath(path).Replace('\\', '/').TrimEnd('/'));
        return OperatingSystem.IsWindows() ? full.ToUpperInvariant() : full;
    }

    private static string WithoutEnding(string path) =>
        path.EndsWith("/.git", StringComparison.Ordinal) ? path[..^5]
        : path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4]
        : path;

    private static bool IsUsual(Uri url) =>
        url.IsDefaultPort || (url.Scheme, url.Port) is ("ssh", 22 or -1);

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]*@(?<host>[A-Za-z0-9.-]{2,}):(?!/?/)(?<path>[^\s:@]+)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShortForm();
}
