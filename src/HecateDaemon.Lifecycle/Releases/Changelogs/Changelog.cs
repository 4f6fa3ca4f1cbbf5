using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A changelog: in the form of Keep a Changelog 1.1 or 2.0, or in one of the looser forms in use.</summary>
public sealed class Changelog
{
    public const string FileName = "CHANGELOG.md";

    private Changelog(IReadOnlyList<ChangelogEntry> entries) => Entries = entries;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ChangelogEntry> Entries { get; }

    /// <summary>What stands under <c>[Unreleased]</c>; null if there is no such heading.</summary>
    public ChangelogEntry? Unreleased => Entries.FirstOrDefault(e => e.Versions is []);

    public ChangelogEntry? EntryOf(VersionNumber version) =>
        Entries.FirstOrDefault(e => e.Versions.Any(v => v.Text == version.Text)) ?? Entries.FirstOrDefault(e => e.Versions.Any(v => v.IsSame(version)));

    /// <summary>The heading of the version's entry, as it stands there, and its line counted from 1; null if there is none.</summary>
    public static (string Heading, int Line)? FindEntry(string text, ReleaseVersion version) =>
        VersionNumber.TryParse(version.ToString(), out var number) && Parse(text).EntryOf(number) is { } entry
            ? (entry.Heading, entry.Line)
            : null;

    public static Changelog Parse(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var starts = new List<(int Line, ChangelogEntry Entry)>();
        var isCode = false;
        for (var i = 0; i < lines.Length; i++)
        {
            isCode ^= lines[i].StartsWith("```", StringComparison.Ordinal);
            if (!isCode && Start(lines, i) is { } entry)
            {
                starts.Add((i, entry));
            }
        }

        return new([.. starts.Select((start, n) =>
            start.Entry with { Body = lines[(start.Line + 1)..(n + 1 < starts.Count ? starts[n + 1].Line : lines.Length)] })]);
    }

    private static ChangelogEntry? Start(string[] lines, int at)
    {
        var line = lines[at];
        var heading = ChangelogLine.Heading(line, at + 1 < lines.Length ? lines[at + 1] : "");
        if (heading is null && !ChangelogLine.IsBareVersion(line))
        {
            return null;
        }

        var versions = VersionHeading.Versions(heading ?? line);
        return versions is [_, ..] || (heading is not null && VersionHeading.IsUnreleased(heading))
            ? new(line.Trim(), at + 1, versions)
            : null;
    }
}
