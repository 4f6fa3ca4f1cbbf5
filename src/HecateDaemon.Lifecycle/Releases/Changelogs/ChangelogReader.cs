using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>
/// Finds a version's entry among the changelogs at a commit; each content is read once. The whole is the line of the
/// repository itself, if there is one.
/// </summary>
internal sealed class ChangelogReader(ICodeHistory history, ReleaseLine? whole)
{
    private static readonly TimeSpan SameTime = TimeSpan.FromDays(30);

    private readonly Dictionary<string, Read?> known = new(StringComparer.Ordinal);
    private readonly Dictionary<(ReleaseLine Line, string Path), bool> follows = [];

    /// <summary>
    /// Within a component's folder if it has changelogs of its own, otherwise at the top and in the documentation, otherwise
    /// wherever one has entries for this line's releases.
    /// </summary>
    public ChangelogLookup Find(ReleaseLine line, TaggedRelease release, VersionNumber version, string? folder)
    {
        var component = release.Name.Component;
        var all = history.FilesAt(release.Commit)
            .Where(f => ChangelogFiles.IsOne(f.Path) || ChangelogFiles.IsOf(component, f.Path))
            .OrderBy(f => ChangelogFiles.Rank(f.Path)).ThenBy(f => f.Path, StringComparer.Ordinal).ToList();
        var own = all.FindAll(f => ChangelogFiles.IsOf(component, f.Path) || (folder is { Length: > 0 } && FilePath.IsBelow(f.Path, folder)));
        if (own is [_, ..])
        {
            return First(own, version, _ => true);
        }

        var top = all.FindAll(f => IsForWhole(f.Path));
        var found = First(top, version, e => !IsPart(line, folder) || IsAbout(e, release));
        if (found.Entry is null && folder is null or "")
        {
            var other = First(all.FindAll(f => !IsForWhole(f.Path) && Follows(line, release, f.Path)), version, _ => true);
            found = other.Entry is not null || found.Path is null ? other : found;
        }

        return found.Entry is null && InChart(release, version, folder) is { } chart ? chart
            : found.Entry is null && IsPart(line, folder) ? new()
            : found;
    }

    /// <summary>The first entry that is wanted; without one the first file, in which it should be.</summary>
    private ChangelogLookup First(List<HistoryFile> files, VersionNumber version, Func<ChangelogEntry, bool> isWanted)
    {
        ChangelogLookup? first = null;
        foreach (var file in files)
        {
            var lookup = In(file, version);
            if (lookup.Entry is { } entry && isWanted(entry))
            {
                return lookup;
            }

            first ??= ChangelogFiles.IsOneOfMany(file.Path) ? null : lookup with { Entry = null };
        }

        return first ?? new() { Path = files is [var any, ..] ? FilePath.Folder(any.Path) is { Length: > 0 } many ? many : any.Path : null };
    }

    private ChangelogLookup In(HistoryFile file, VersionNumber version)
    {
        var named = ChangelogFiles.IsOneOfMany(file.Path) ? ChangelogFiles.VersionInName(file.Path) : null;
        if (named is not null && !named.IsSame(version) && !named.IsSeriesOf(version))
        {
            return new() { Path = file.Path };
        }

        var read = Parsed(file);
        return read is null ? new() { Path = file.Path, IsUnreadable = true }
            : read.Changelog.EntryOf(version) is null && named?.IsSame(version) is true
            ? new() { Path = file.Path, Entry = new(FilePath.Name(file.Path).ToString(), 1, [named]) { Body = read.Text.ReplaceLineEndings("\n").Split('\n') } }
            : new()
            {
                Path = file.Path,
                Entry = read.Changelog.EntryOf(version),
                Unreleased = read.Changelog.Unreleased,
                Whole = read.Changelog,
                IsPointer = read.Changelog.IsPointer,
            };
    }

    /// <summary>A component that has no changelog of its own, in a repository whose changelog is about something else.</summary>
    private bool IsPart(ReleaseLine line, string? folder) =>
        line.Component is not "" && (folder is { Length: > 0 } || (folder is null && whole?.Releases.Count > line.Releases.Count));

    /// <summary>The repository's own entry is about a component too if it names it, or came with its release.</summary>
    private bool IsAbout(ChangelogEntry entry, TaggedRelease release) =>
        entry.Heading.Contains(release.Name.Component, StringComparison.OrdinalIgnoreCase) ||
        (whole?.At(release.Commit) is { } together && entry.Versions.Any(v => v.IsSame(together.Version))) ||
        (entry.Date is { } day && (day.ToDateTime(TimeOnly.MinValue) - history.Graph[release.Commit].At.UtcDateTime).Duration() <= SameTime);

    /// <summary>What a changelog somewhere among the sources has entries for tells whose it is.</summary>
    private bool Follows(ReleaseLine line, TaggedRelease release, string path)
    {
        if (!follows.TryGetValue((line, path), out var isOurs))
        {
            var count = line.Releases.Count;
            follows[(line, path)] = isOurs =
                new[] { release, line.Releases[^1], line.Releases[count / 2] }.Any(r => HasEntries(line, r, path));
        }

        return isOurs;
    }

    private bool HasEntries(ReleaseLine line, TaggedRelease release, string path)
    {
        const int Looked = 10;
        const double Often = 0.3;
        const int Few = 3;
        var before = line.Releases.Where(r => !release.Version.IsBefore(r.Version)).TakeLast(Looked).ToList();
        var file = history.FilesAt(release.Commit).Cast<HistoryFile?>().FirstOrDefault(f => f!.Value.Path == path);
        return file is { } there && before.Count >= Few && Parsed(there) is { } read &&
            before.Count(r => read.Changelog.EntryOf(r.Version) is not null) is var count && count >= 2 && count >= Often * before.Count;
    }

    /// <summary>Charts on Artifact Hub tell their changes in an annotation.</summary>
    private ChangelogLookup? InChart(TaggedRelease release, VersionNumber version, string? folder)
    {
        foreach (var file in history.FilesAt(release.Commit).Where(f => FilePath.IsNamed(f.Path, "Chart.yaml") && FilePath.IsBelow(f.Path, folder ?? "")))
        {
            if (history.Read(file) is { } text && ChartChanges.Of(text, version) is { } entry)
            {
                return new() { Path = file.Path, Entry = entry };
            }
        }

        return null;
    }

    private Read? Parsed(HistoryFile file)
    {
        if (!known.TryGetValue(file.Content, out var read))
        {
            try
            {
                read = history.Read(file) is { } text ? new(Changelog.Parse(text), text) : null;
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

    private sealed record Read(Changelog Changelog, string Text);
}
