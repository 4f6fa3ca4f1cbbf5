using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.SmokeTests;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads a division's <c>Ci</c>.</summary>
internal static partial class CiAccessReader
{
    private const string GitHubItself = "https://api.github.com/";

    public static CiAccess? Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return null;
        }

        var kind = settings.RequiredWord("Kind", "github", "http");
        CiAccess access = kind is "http" ? HttpOf(settings) : GitHubOf(settings);
        access = access with { TokenFile = settings.LocalPath(nameof(CiAccess.TokenFile)) };
        settings.NothingElse();
        if (access.TokenFile is not null && IsOpen(access))
        {
            settings.Wrong(nameof(CiAccess.GitHub.Url), "must be https where a TokenFile is given: the token would be seen by everybody on the way");
        }

        return access;
    }

    private static CiAccess.GitHub GitHubOf(SectionReader settings)
    {
        var url = settings.Text(nameof(CiAccess.GitHub.Url)) is null ? null : settings.HttpUrl(nameof(CiAccess.GitHub.Url));
        var repository = settings.Required(nameof(CiAccess.GitHub.Repository), standIn: "", (text, out value) =>
        {
            value = text;
            return Repository().IsMatch(text);
        }, "OWNER/NAME");
        return new(url is null ? new(GitHubItself) : new(url.AbsoluteUri.TrimEnd('/') + "/"), repository);
    }

    private static CiAccess.Http HttpOf(SectionReader settings) => new(
        settings.Required(nameof(CiAccess.Http.Url), standIn: "", (text, out value) =>
        {
            value = text;
            return IsTemplate(text);
        }, "an http or https URL, without credentials, in whose path or query {commit}, {tag} and {version} may stand"),
        settings.Required(nameof(CiAccess.Http.StateAt), standIn: "", (text, out value) =>
        {
            value = text;
            return JsonPath.TryParse(text, out _, out _);
        }, "a JSON path, such as $.status"),
        settings.Texts(nameof(CiAccess.Http.Green)) is [_, ..] green ? green : ["success"],
        settings.Texts(nameof(CiAccess.Http.Running)) is [_, ..] running ? running : ["pending", "running", "queued"]);

    private static bool IsTemplate(string text)
    {
        // Whatever is filled in must not decide whom we ask.
        return HostOf(Filled(text, "a")) is { } host && host == HostOf(Filled(text, "b"));
    }

    private static string? HostOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "" } ? url.Authority : null;

    private static string Filled(string text, string filling) => text
        .Replace("{commit}", filling, StringComparison.Ordinal)
        .Replace("{tag}", filling, StringComparison.Ordinal)
        .Replace("{version}", filling, StringComparison.Ordinal);

    private static bool IsOpen(CiAccess access)
    {
        var url = access is CiAccess.GitHub github ? github.Url.AbsoluteUri : Filled(((CiAccess.Http)access).Url, "a");
        return Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed is { Scheme: "http", IsLoopback: false };
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Repository();
}
