using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// Where a repository is, checked. Its text never holds a password, so it may stand in messages and on disk.
/// </summary>
public sealed partial class GitRemote
{
    private const int MaxLength = 2048;

    private GitRemote(string address) => Address = address;

    public static string Grammar =>
        "an absolute path, a file, http, https or ssh URL without query, or user@host:path as ssh has it";

    /// <summary>
    /// What git is given: a path if the repository is on this machine, a URL without password if not.
    /// </summary>
    internal string Address { get; }

    internal bool IsLocal { get; private init; }

    internal (string User, string Password)? Credentials { get; private init; }

    /// <summary><c>file</c>, <c>http</c>, <c>https</c> or <c>ssh</c>, as git names protocols.</summary>
    internal string Scheme => IsLocal ? "file" : Url?.Scheme ?? "ssh";

    private Uri? Url { get; init; }

    /// <summary>A name for its folder: the same for the same address, and safe whatever the address holds.</summary>
    internal string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Address)))[..32];

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out GitRemote? remote)
    {
        remote = text is null || text.Length > MaxLength || text.Any(char.IsControl) ? null
            : Path.IsPathFullyQualified(text) ? new(text) { IsLocal = true }
            : text.Contains("://", StringComparison.Ordinal) ? FromUrl(text)
            : ScpPattern().IsMatch(text) ? new(text) { Url = FromShort(text) }
            : null;
        return remote is not null;
    }

    public override string ToString() => Address;

    /// <summary>True if the address begins with this one: same scheme, host, port and user where it names one, and whole parts of the path.</summary>
    internal bool IsBelow(Uri above) =>
        Url is not null && Url.Scheme == above.Scheme && Url.Host.Equals(above.Host, StringComparison.OrdinalIgnoreCase) &&
        PortOf(Url) == PortOf(above) && (above.UserInfo == "" || above.UserInfo == Url.UserInfo) &&
        (Url.AbsolutePath + "/").StartsWith(above.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static int PortOf(Uri url) => url is { Scheme: "ssh", Port: -1 } ? 22 : url.Port;

    internal static GitRemote Parse(string text) => TryParse(text, out var remote)
        ? remote
        : throw GitFailure.NeedsPerson($"A repository's address must be {Grammar}; one that is configured is not.");

    /// <summary><c>user@host:path</c> as a URL; null where its host cannot stand in one.</summary>
    private static Uri? FromShort(string text)
    {
        string[] parts = text.Split(':', 2);
        return Uri.TryCreate($"ssh://{parts[0]}/{parts[1].TrimStart('/')}", UriKind.Absolute, out var url) ? url : null;
    }

    private static GitRemote? FromUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url is not { Query: "", Fragment: "" } ||
            url.Host.StartsWith('-') || url.UserInfo.StartsWith('-'))
        {
            return null;
        }

        string[] login = [.. url.UserInfo.Split(':', 2), ""];
        var (user, password) = (Uri.UnescapeDataString(login[0]), Uri.UnescapeDataString(login[1]));
        var place = url.Authority + url.AbsolutePath;
        return url.Scheme switch
        {
            "file" when url is { Host: "", UserInfo: "" } && !url.LocalPath.Any(char.IsControl) =>
                new(url.LocalPath) { IsLocal = true },
            "http" or "https" => new($"{url.Scheme}://{place}")
            {
                Credentials = url.UserInfo == "" ? null : (user, password),
                Url = url,
            },
            "ssh" when url.Host != "" => new($"ssh://{(url.UserInfo == "" ? "" : login[0] + "@")}{place}") { Url = url },
            _ => null,
        };
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^:\s-]\S*\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScpPattern();
}
