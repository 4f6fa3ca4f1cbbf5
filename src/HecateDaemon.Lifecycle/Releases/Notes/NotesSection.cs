using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Finds a section of release notes by its heading.</summary>
internal static partial class NotesSection
{
    /// <summary>The lines of the migration section; null if there is none.</summary>
    public static string? Migration(string notes) => Find(notes, MigrationHeading());

    public static string? Rollback(string notes) => Find(notes, RollbackHeading());

    private static string? Find(string notes, Regex heading)
    {
        var lines = notes.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (heading.Match(lines[i]) is { Success: true } match)
            {
                var body = lines.Skip(i + 1).TakeWhile((l, n) => ChangelogLine.Heading(l, lines.ElementAtOrDefault(i + n + 2) ?? "") is null);
                return string.Join('\n', [match.Groups["rest"].Value, .. body]).Trim();
            }
        }

        return null;
    }

    [GeneratedRegex(@"\A\s{0,3}(#{1,6}\s*|[*_]{2}|[-*]\s+[*_]{0,2})?([A-Za-z]+ )?(migration|migrating|upgrade|upgrading|how to (migrate|upgrade))\b[^:.\r\n]{0,60}:?[*_]{0,2}(?<rest>[^\r\n]*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MigrationHeading();

    [GeneratedRegex(@"\A\s{0,3}(#{1,6}\s*|[*_]{2}|[-*]\s+[*_]{0,2})?(rollback|roll back|rolling back)\b[^:.\r\n]{0,60}:?[*_]{0,2}(?<rest>[^\r\n]*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RollbackHeading();
}
