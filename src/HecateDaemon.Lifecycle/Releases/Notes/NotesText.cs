using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What is written about a release, and where: a file, the tag's message, the changelog's entry.</summary>
internal sealed partial record NotesText(string Where, string Text)
{
    private const int LeastWords = 4;

    /// <summary>Joins the sources that say something; null if none does.</summary>
    public static NotesText? From(TaggedRelease release, TaggedRelease? previous, ChangelogLookup changelog, HistoryFile? file, string? fileText)
    {
        var sources = new List<(string Where, string Text)>();
        if (file is { Path: var path } && fileText is not null && path != changelog.Path)
        {
            sources.Add((path, fileText));
        }

        if (changelog is { Entry: { Statements: > 0 } entry })
        {
            sources.Add(($"{changelog.Path}:{entry.Line}", entry.Text));
        }

        if (changelog is { Entry: { } last, Whole: { } whole } && previous is not null)
        {
            // What came with this release's pre-releases is new to those who had the previous release.
            sources.AddRange(whole.Entries
                .Where(e => e.Versions is [{ IsPrerelease: true } version, ..] && previous.Version.IsBefore(version) &&
                    version.IsBefore(release.Version) && !ReferenceEquals(e, last) && e.Statements > 0)
                .Select(e => ($"{changelog.Path}:{e.Line}", e.Text)));
        }

        if (release.Tag.Message is { } message && WithoutSignature(message) is var said && SaysMore(said, release))
        {
            sources.Add(("the tag's message", said));
        }

        return sources is [] ? null : new(string.Join(" and ", sources.Select(s => s.Where)), string.Join("\n\n", sources.Select(s => s.Text)));
    }

    /// <summary>More than "Release v1.2.3", and than what tools write that make tags.</summary>
    private static bool SaysMore(string message, TaggedRelease release) => Ceremony()
        .Replace(message.Replace(release.Name.Name, "", StringComparison.OrdinalIgnoreCase), "")
        .Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
        .Count(word => word.Any(char.IsLetter)) >= LeastWords;

    private static string WithoutSignature(string message) =>
        message.IndexOf("-----BEGIN ", StringComparison.Ordinal) is >= 0 and var signature ? message[..signature] : message;

    [GeneratedRegex(@"\[[^\]]{0,40}\]|\b(copy for tag|(creat\w+|make|cut|add\w*|push\w*) (a )?(new )?(release |version )?tag\b( for)?|tag\w*|bugfix|release\w*|releasing|version|annotated|signed|official|stable|by (travis )?ci build [0-9]+|by \S+ build [0-9]+|prepare|bump\w*|for|of|the|to|and|as|is|a|this|new|from|at|on|in)\b|\S*[0-9]+\.[0-9]\S*",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ceremony();
}
