using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Finds a version's entry among the changelogs at a commit; each content is read once.</summary>
internal sealed class ChangelogReader(ICodeHistory history)
{
    private const int LongestPointer = 3000;

    private readonly Dictionary<string, Read?> known = new(StringComparer.Ordinal);

    /// <summary>Within a component's folder if it has changelogs of its own, otherwise at the top and in the documentation.</summary>
    public ChangelogLookup Find(int commit, VersionNumber version, string component, string? folder)
    {
        var all = history.FilesAt(commit).Where(f => ChangelogFiles.IsOne(f.Path)).ToList();
        var own = folder is { Length: > 0 } ? all.FindAll(f => f.Path.StartsWith(folder + "/", StringComparison.Ordinal)) : [];
        var searched = (own is [_, ..] ? own : all.FindAll(f => IsForWhole(f.Path)) is [_, ..] whole ? whole : all)
            .OrderBy(f => ChangelogFiles.Rank(f.Path)).ThenBy(f => f.Path, StringComparer.Ordinal).ToList();
        ChangelogLookup? first = null;
        foreach (var file in searched)
        {
            var lookup = In(file, version);
            if (lookup.Entry is not null && own is [] && folder is { Length: > 0 } && !lookup.Entry.Heading.Contains(component, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (lookup.Entry is not null)
            {
                return lookup;
            }

            first ??= own is [] && folder is { Length: > 0 } ? new() : ChangelogFiles.IsOneOfMany(file.Path) ? null : lookup;
        }

        return first ?? new() { Path = folder is { Length: > 0 } && own is [] ? null : searched is [var any, ..] ? FilePath.Folder(any.Path) : null };
    }

    private ChangelogLookup In(HistoryFile file, VersionNumber version)
    {
        if (ChangelogFiles.IsOneOfMany(file.Path))
        {
            return ChangelogFiles.VersionInName(file.Path) is { } named && named.IsSame(version) && history.Read(file) is { } notes
                ? new() { Path = file.Path, Entry = new(file.Path, 1, [named]) { Body = notes.ReplaceLineEndings("\n").Split('\n') } }
                : new() { Path = file.Path };
        }

        return Parsed(file) is { } read
            ? new() { Path = file.Path, Entry = read.Changelog.EntryOf(version), Unreleased = read.Changelog.Unreleased, Whole = read.Changelog, IsPointer = read.IsPointer }
            : new() { Path = file.Path, IsUnreadable = true };
    }

    private Read? Parsed(HistoryFile file)
    {
        if (!known.TryGetValue(file.Content, out var read))
        {
            try
            {
                read = history.Read(file) is { } text && Changelog.Parse(text) is var changelog
                    ? new(changelog, changelog.Entries is [] && text.Length < LongestPointer && text.Contains("http", StringComparison.Ordinal))
                    : null;
            }
            catch (RegexMatchTimeoutException)
            {
                read = null;
            }

            known[file.Content] = read;
        }

        return read;
    }

    private static bool IsForWhole(string path) => FilePath.Depth(path) is 0 || FilePath.Folder(path).Split('/')[0].ToUpperInvariant() is
        "DOC" or "DOCS" or "DOCUMENTATION" or "CHANGELOG" or "CHANGELOGS" or "CHANGES" or "RELEASE-NOTES" or "RELEASE_NOTES" or "RELEASENOTES" or
        "RELEASES" or "NEWS" or "HISTORY" or ".GITHUB";

    private sealed record Read(Changelog Changelog, bool IsPointer);
}
