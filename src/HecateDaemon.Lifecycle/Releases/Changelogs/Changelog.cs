using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A changelog: in the form of Keep a Changelog 1.1 or 2.0, or in one of the looser forms in use.</summary>
public sealed partial class Changelog
{
    public const string FileName = "CHANGELOG.md";

    private Changelog(IReadOnlyList<ChangelogEntry> entries, bool isPointer) => (Entries, IsPointer) = (entries, isPointer);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ChangelogEntry> Entries { get; }

    /// <summary>What stands before the first entry says that releases are told elsewhere.</summary>
    public bool IsPointer { get; }

    /// <summary>What stands under <c>[Unreleased]</c>; null if there is no such heading.</summary>
    public ChangelogEntry? Unreleased => Entries.FirstOrDefault(e => e.Versions is []);

    public ChangelogEntry? EntryOf(VersionNumber version) =>
        Entries.FirstOrDefault(e => e.Versions.Any(v => v.Text == version.Text)) ?? Entries.FirstOrDefault(e => e.Versions.Any(v => v.IsSame(version)));

    public static Changelog Parse(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var starts = new List<(int Line, ChangelogEntry Entry)>();
        var isCode = false;
        for (var i = 0; i < lines.Length; i++)
        {
            isCode ^= lines[i].StartsWith("```", StringComparison.Ordinal);
            if (!isCode && Start(lines, i) is { } entry && !(starts is [.., var last] && Belongs(entry, last, lines)))
            {
                starts.Add((i, entry));
            }
        }

        var preamble = lines.AsSpan(0, starts is [var first, ..] ? first.Line : lines.Length);
        return new(
            [.. starts.Select((start, n) =>
                start.Entry with { Body = lines[(start.Line + 1)..(n + 1 < starts.Count ? starts[n + 1].Line : lines.Length)] })],
            Points(preamble));
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

    /// <summary>A sub-heading that repeats the version, and a bold line just below the heading, start no entry of their own.</summary>
    private static bool Belongs(ChangelogEntry entry, (int Line, ChangelogEntry Entry) last, string[] lines) =>
        (entry.Versions is [var version, ..] && last.Entry.Versions is [var before, ..] && version.IsSame(before)) ||
        (entry.Heading is ['*' or '_', ..] && last.Entry.Heading is not ['*' or '_', ..] && last.Entry.Versions is [_, ..] &&
            !lines.Take(entry.Line - 1).Skip(last.Line + 1).Any(ChangelogLine.SaysSomething));

    private static bool Points(ReadOnlySpan<string> preamble)
    {
        foreach (var line in preamble)
        {
            if (line.Length < 1000 && Elsewhere().IsMatch(line))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"https?://[^\s)>]{1,200}/(releases|-/releases|tags)\b|\b(github|gitlab|codeberg)('s)? (releases?|tags)\b|\breleases? page\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Elsewhere();
}
