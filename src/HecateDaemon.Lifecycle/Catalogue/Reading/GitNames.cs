using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Names that end up in git refs and trees, checked before they can get there.</summary>
internal static partial class GitNames
{
    private const string PathGrammar =
        "a relative path with '/', such as clusters/production, without '\\' and without empty, '.', '..' or '.git' parts";

    /// <summary>A safe part of what <c>git check-ref-format --branch</c> allows.</summary>
    public static string Branch(this SectionReader settings, string key, string fallback) =>
        settings.Value(key, fallback, (text, out value) =>
        {
            value = text;
            return BranchPattern().IsMatch(text) && !text.StartsWith("refs/", StringComparison.Ordinal) && IsRefPart(text) &&
                   text[^1] is not ('/' or '.') && !text.EndsWith(".lock", StringComparison.Ordinal);
        }, "the name of a git branch, such as main");

    /// <summary>What stands before the version in a tag; <c>""</c> for nothing.</summary>
    public static string TagPrefix(this SectionReader settings, string key, string fallback) =>
        settings.IsGivenAsEmpty(key)
            ? settings.Text(key) ?? ""
            : settings.Value(key, fallback, (text, out value) =>
            {
                value = text;
                return text.Length <= 64 && BranchPattern().IsMatch(text) && IsRefPart(text);
            }, "the beginning of a git tag, such as v");

    /// <summary>A path inside a repository; its root where none is given.</summary>
    public static string PathInRepository(this SectionReader settings, string key) =>
        settings.Value(key, fallback: "", TryPath, PathGrammar);

    /// <summary>As <see cref="PathInRepository"/>, but it must be said, be it <c>""</c>.</summary>
    public static string RequiredPathInRepository(this SectionReader settings, string key) =>
        settings.IsGivenAsEmpty(key)
            ? settings.PathInRepository(key)
            : settings.Required(key, standIn: "", TryPath, PathGrammar);

    private static bool TryPath(string text, out string value)
    {
        value = text;
        return Array.TrueForAll(text.Split('/'), IsPathPart);
    }

    private static bool IsPathPart(string part) =>
        part is not ("" or "." or "..") && !part.Contains('\\', StringComparison.Ordinal) &&
        !part.Equals(".git", StringComparison.OrdinalIgnoreCase);

    private static bool IsRefPart(string text) =>
        !text.Contains("..", StringComparison.Ordinal) && !text.Contains("//", StringComparison.Ordinal) &&
        !text.Contains("/.", StringComparison.Ordinal) && !text.Contains(".lock/", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_./@+#-]{0,199}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BranchPattern();
}
