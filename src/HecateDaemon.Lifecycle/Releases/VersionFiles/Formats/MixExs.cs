using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Elixir's <c>mix.exs</c>: a literal in <c>project/0</c>, or the attribute that it names.</summary>
internal sealed partial class MixExs : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "mix.exs");

    public VersionReading Read(string text)
    {
        var code = ErlangText.WithoutComments(text, '#');
        var name = Application().Match(code) is { Success: true } app ? app.Groups["name"].Value : null;
        if (Key().Match(code) is not { Success: true } key)
        {
            return new([]) { Package = name };
        }

        var literal = key.Groups["literal"];
        if (literal.Success)
        {
            return new([new("version", literal.Value, literal.Index)]) { Package = name };
        }

        var attribute = key.Groups["attribute"].Value;
        var set = Attributes().Matches(code).FirstOrDefault(m => m.Groups["name"].Value == attribute)?.Groups["version"];
        return attribute is not "" && set is not null
            ? new([new($"@{attribute}", set.Value, set.Index)]) { Package = name }
            : new([]) { Package = name, Computed = key.Value.Trim() };
    }

    [GeneratedRegex(@"\bapp:\s*:(?<name>[a-z][A-Za-z0-9_]*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Application();

    [GeneratedRegex(@"(?<![A-Za-z0-9_])version:\s*(""(?<literal>[^""#\r\n]*)""|@(?<attribute>[a-z][A-Za-z0-9_]*)\b|[^,\]\r\n]{1,80})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"^[ \t]*@(?<name>[a-z][A-Za-z0-9_]*)[ \t(]+""(?<version>[^""#\r\n]*)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attributes();
}
