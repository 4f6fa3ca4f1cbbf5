using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>An Erlang application's resource file.</summary>
internal sealed partial class AppSrc : IVersionFormat
{
    public bool IsFor(string path) =>
        path.EndsWith(".app.src", StringComparison.Ordinal) || path.EndsWith(".app.src.script", StringComparison.Ordinal) ||
        (path.EndsWith(".app", StringComparison.Ordinal) && FilePath.Folder(path).EndsWith("ebin", StringComparison.Ordinal));

    public VersionReading Read(string text)
    {
        var code = ErlangText.WithoutComments(text, '%');
        if (Application().Match(code) is not { Success: true } application)
        {
            return VersionReading.Failed("it has no {application, …}");
        }

        var name = application.Groups["name"].Value;
        return Literal().Match(code) is { Success: true } vsn && vsn.Groups["version"].Value is not ("git" or "semver" or "hex")
            ? new([new("vsn", vsn.Groups["version"].Value, vsn.Groups["version"].Index)]) { Package = name }
            : new([]) { Package = name, Computed = Other().Match(code) is { Success: true } other ? other.Value.TrimEnd() : null };
    }

    [GeneratedRegex(@"\{\s*application\s*,\s*'?(?<name>[a-z][A-Za-z0-9_@]*)'?\s*,",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Application();

    [GeneratedRegex(@"\{\s*vsn\s*,\s*""(?<version>[^""\r\n]*)""\s*\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\s*vsn\s*,[^}\r\n]*\}?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Other();
}
