using System.Globalization;
using System.Text;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>
/// Gives a version its entry: what stands under <c>[Unreleased]</c> becomes it; where there is no such heading, or nothing
/// under it, the commits are told instead. An entry that is there already is left alone.
/// </summary>
internal static class ChangelogUpdate
{
    private const string Preamble =
        "# Changelog\n\nAll notable changes are documented here, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/);\n" +
        "versions follow [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n## [Unreleased]\n";

    public static PreparedFile? Of(string path, string? text, VersionNumber version, DateOnly day, TaggedRelease? previous, string tag, ChangeSet changes)
    {
        if (text is null)
        {
            return new(path, "", [new(0, 0, $"{Preamble}\n## [{version}] - {Day(day)}\n{Sections(changes)}")]);
        }

        var changelog = Changelog.Parse(text);
        if (changelog.EntryOf(version) is not null)
        {
            return null;
        }

        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var edits = changelog.Unreleased is { } unreleased
            ? Renamed(text, unreleased, version, day, changes, end)
            : Inserted(text, changelog, version, day, changes, end);
        return new(path, text, [edits, .. Links(text, version, previous, tag, end)]);
    }

    private static TextEdit Renamed(string text, ChangelogEntry unreleased, VersionNumber version, DateOnly day, ChangeSet changes, string end)
    {
        var isUnderlined = ChangelogLine.IsUnderline(unreleased.Body is [var below, ..] ? below : "", least: 0);
        var at = LineStart(text, unreleased.Line + (isUnderlined ? 1 : 0));
        var lead = text[at - 1] is '\n' ? "" : end;
        var heading = isUnderlined
            ? $"{lead}{end}{version} / {Day(day)}{end}{new string(unreleased.Body[0][0], 20)}{end}"
            : $"{lead}{end}{Marks(unreleased.Heading)}{(unreleased.Heading.Contains('[', StringComparison.Ordinal) ? $"[{version}]" : version)} - {Day(day)}{end}";
        return new(at, 0, unreleased.Statements > 0 ? heading : (heading + Sections(changes)).ReplaceLineEndings(end));
    }

    private static TextEdit Inserted(string text, Changelog changelog, VersionNumber version, DateOnly day, ChangeSet changes, string end)
    {
        var newest = changelog.Entries is [var first, ..] ? first : null;
        var at = newest is null ? text.Length : LineStart(text, newest.Line - 1);
        var heading = newest is null || Marks(newest.Heading) is "" ? "## " : Marks(newest.Heading);
        var v = newest?.Heading.Contains($"v{newest.Versions[0].Text}", StringComparison.Ordinal) is true ? "v" : "";
        var lead = at is 0 || text[at - 1] is '\n' ? "" : end;
        var isBracketed = newest?.Heading.Contains('[', StringComparison.Ordinal) is true;
        return new(at, 0, $"{lead}{heading}{(isBracketed ? $"[{v}{version}]" : $"{v}{version}")} - {Day(day)}\n{Sections(changes)}\n".ReplaceLineEndings(end));
    }

    /// <summary>Keeps the comparisons at the end of a Keep a Changelog up to date.</summary>
    private static IEnumerable<TextEdit> Links(string text, VersionNumber version, TaggedRelease? previous, string tag, string end)
    {
        const string Name = "[unreleased]:";
        var at = text.IndexOf("\n" + Name, StringComparison.OrdinalIgnoreCase) + 1;
        if (previous is null || at is 0)
        {
            yield break;
        }

        var stop = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
        var line = text[at..stop].TrimEnd('\r');
        var compared = line.IndexOf($"{previous}...HEAD", StringComparison.Ordinal);
        if (compared > 0)
        {
            yield return new(at + compared, line.Length - compared, $"{tag}...HEAD{end}[{version}]:{line[Name.Length..compared]}{previous}...{tag}");
        }
    }

    private static string Sections(ChangeSet changes)
    {
        var text = new StringBuilder();
        var worth = ReleaseNotes.Worth(changes).ToList();
        Append("Changed", worth.Where(c => c.Message.Breaking is not null || (!c.Message.IsFeature && !c.Message.IsFix)));
        Append("Added", worth.Where(c => c.Message.IsFeature && c.Message.Breaking is null));
        Append("Fixed", worth.Where(c => c.Message.IsFix && c.Message.Breaking is null));
        return text.Length is 0 ? "\n- No changes that users can see.\n" : text.ToString();

        void Append(string section, IEnumerable<Change> own)
        {
            var lines = own.Select(c => $"- {c.Message.Description}\n").ToList();
            text.Append(lines is [] ? "" : $"\n### {section}\n\n{string.Concat(lines)}");
        }
    }

    private static string Marks(string heading) => heading.StartsWith('#') ? heading[..(heading.Length - heading.TrimStart('#').Length)] + " " : "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Where the line after so many lines starts.</summary>
    private static int LineStart(string text, int lines)
    {
        var at = 0;
        for (var i = 0; i < lines && at < text.Length; i++)
        {
            at = text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;
        }

        return at;
    }
}
