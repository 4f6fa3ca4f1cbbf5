using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Which files are changelogs, by their names; the customary first.</summary>
internal static partial class ChangelogFiles
{
    private const int DeepestFolder = 4;

    public static bool IsOne(string path) =>
        FilePath.Depth(path) <= DeepestFolder && (IsChangelog(path) || IsOneOfMany(path) || IsVersionsOfNotes(path)) && !ForeignFolders.Contains(path, exceptDocumentation: true);

    /// <summary>True for any name in a folder of changelogs, such as <c>docs/history/COMPONENT.md</c>.</summary>
    public static bool MayBeOfComponent(string path) =>
        FilePath.Depth(path) <= DeepestFolder && Folder().IsMatch(FilePath.Folder(path)) && AnyName().IsMatch(FilePath.Name(path));

    public static bool IsOf(string component, string path) => component is not "" && MayBeOfComponent(path) &&
        FilePath.Name(path)[..FilePath.Name(path).LastIndexOf('.')].Equals(component, StringComparison.OrdinalIgnoreCase);

    /// <summary>Lower comes first.</summary>
    public static int Rank(string path)
    {
        var place = FilePath.Depth(path) is 0 ? 0 : IsOneOfMany(path) ? 200 : 100;
        var stem = FilePath.Name(path).ToString().ToUpperInvariant();
        return place + (stem.StartsWith("CHANGELOG", StringComparison.Ordinal) ? 0
            : stem.StartsWith("CHANGES", StringComparison.Ordinal) ? 1
            : stem.StartsWith("HISTORY", StringComparison.Ordinal) ? 2
            : stem.StartsWith("NEWS", StringComparison.Ordinal) ? 3
            : 4) + (stem.AsSpan().ContainsAnyInRange('1', '9') ? 10 : 0);
    }

    /// <summary>The version in the name of a file that holds one release's notes, such as <c>changelog/v1.2.3.md</c>.</summary>
    public static VersionNumber? VersionInName(string path) =>
        OneRelease().Match(FilePath.Name(path).ToString()) is { Success: true } match &&
        VersionNumber.TryParse(match.Groups["version"].Value, out var version) ? version : null;

    public static bool IsOneOfMany(string path) =>
        VersionInName(path) is not null && (Folder().IsMatch(FilePath.Folder(path)) || IsChangelog(path));

    /// <summary>FasterXML's <c>release-notes/VERSION-2.x</c>.</summary>
    private static bool IsVersionsOfNotes(string path) =>
        path.StartsWith("release-notes/VERSION", StringComparison.Ordinal) && FilePath.Depth(path) is 1;

    private static bool IsChangelog(string path) => Name().IsMatch(FilePath.Name(path));

    [GeneratedRegex(@"\A(?:change[-_ ]?logs?|changes|history|news|(00-)?release[-_ ]?notes?|releases|whats[-_]?new)([-_.]?v?[0-9][0-9.x]{0,20}|[-_][A-Za-z0-9_-]{1,30})?(\.(md|markdown|rst|txt|adoc|asciidoc|org))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"(\A|/)(change[-_]?logs?|changes|rel(ease)?[-_]?notes|releases|news|history)(/|\z)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();

    [GeneratedRegex(@"\A(?:[A-Za-z_-]{0,30}?[-_]?)?v?(?<version>[0-9]+\.[0-9]+(\.[0-9]+)?([-.]?(alpha|beta|rc|pre)[0-9.-]*)?)(\.(md|markdown|rst|txt|adoc|asciidoc))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneRelease();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{1,40}\.(md|markdown|rst|txt|adoc)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyName();
}
