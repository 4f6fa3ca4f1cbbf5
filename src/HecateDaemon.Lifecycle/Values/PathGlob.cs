using System.IO.Enumeration;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>Paths by a pattern: <c>*</c> and <c>?</c> within a name, <c>**</c> for any folders, also none.</summary>
internal static class PathGlob
{
    public const string Grammar = "a glob of at most 256 characters from the repository's root, with '/', such as src/mesh/**";

    private const int Longest = 256;

    public static bool IsOne(string text) => text.Length is > 0 and <= Longest && text[0] is not '/' && !text.Contains('\\', StringComparison.Ordinal);

    public static bool Matches(string glob, string path)
    {
        var names = path.Split('/');
        var reached = new SortedSet<int> { 0 };
        foreach (var part in glob.Split('/'))
        {
            // All places at once that the parts before can have come to: no glob takes longer than its parts times the names.
            reached = part is "**" ? [.. Enumerable.Range(0, names.Length + 1).Where(at => reached.Count > 0 && at >= reached.Min)]
                : [.. reached.Where(at => at < names.Length && FileSystemName.MatchesSimpleExpression(part, names[at], ignoreCase: false)).Select(at => at + 1)];
        }

        return reached.Contains(names.Length);
    }
}
