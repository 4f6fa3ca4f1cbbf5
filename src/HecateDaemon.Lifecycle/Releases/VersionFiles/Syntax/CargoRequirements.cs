using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What a Cargo manifest asks of packages that it takes from a folder: those of its own workspace.</summary>
internal static partial class CargoRequirements
{
    /// <summary>Under the package's name, the version without its operator.</summary>
    public static IEnumerable<VersionPlace> In(IReadOnlyList<TomlValue> values) =>
        values.Where(v => v.Table.EndsWith("dependencies", StringComparison.Ordinal) && v.Raw is ['{', ..]).Select(Inline)
            .Concat(values.GroupBy(v => v.Table, StringComparer.Ordinal).Select(Table))
            .OfType<VersionPlace>();

    /// <summary><c>name = { path = "…", version = "…" }</c></summary>
    private static VersionPlace? Inline(TomlValue value) =>
        Folder().IsMatch(value.Raw) && InlineVersion().Match(value.Raw) is { Success: true } match && match.Groups["version"] is var version
            ? new(Renamed().Match(value.Raw) is { Success: true } renamed ? renamed.Groups["name"].Value : value.Key, version.Value, value.Start + version.Index)
            : null;

    /// <summary>A table <c>[dependencies.name]</c> with the same keys.</summary>
    private static VersionPlace? Table(IGrouping<string, TomlValue> table)
    {
        var keys = table.Where(v => v.Key is not "").ToLookup(v => v.Key, StringComparer.Ordinal);
        return TableName().Match(table.Key) is { Success: true } named && keys.Contains("path") && keys["version"].FirstOrDefault() is { Raw: not null } version &&
            Version().Match(version.Text) is { Success: true } match && match.Groups["version"] is var asked
            ? new(keys["package"].FirstOrDefault() is { Raw: not null } renamed ? renamed.Text : named.Groups["name"].Value, asked.Value, version.TextStart + asked.Index)
            : null;
    }

    [GeneratedRegex(@"(\A|\.)(dev-|build-)?dependencies\.(?<name>[A-Za-z0-9_-]+)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableName();

    [GeneratedRegex(@"[{,]\s*path\s*=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();

    [GeneratedRegex(@"[{,]\s*version\s*=\s*[""'][=^~]?\s*(?<version>[0-9][0-9A-Za-z.+-]*)[""']",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineVersion();

    [GeneratedRegex(@"\A[=^~]?\s*(?<version>[0-9][0-9A-Za-z.+-]*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();

    [GeneratedRegex(@"[{,]\s*package\s*=\s*[""'](?<name>[^""']{1,100})[""']",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Renamed();
}
