namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Says of every version file at a tag whether it states the tag's version.</summary>
internal sealed class VersionFileJudge(ICodeHistory history, VersionFileReader files, ComponentFolders folders)
{
    /// <summary>A file that states nearly every release's version is not one that only moves when its package changes.</summary>
    private const double InStep = 0.9;

    private readonly Dictionary<ReleaseLine, VersionTracking> tracking = [];

    public IReadOnlyList<FileFinding> Judge(ReleaseLine line, TaggedRelease release, string? folder)
    {
        if (!tracking.TryGetValue(line, out var follows))
        {
            tracking[line] = follows = new(line, r => files.At(r.Commit).SelectMany(f => f.Reading.Places.Select(p => (f.Path, p))));
        }

        var others = folders.OfOthers(line.Component, release, folder, release.Commit);
        var all = files.At(release.Commit);
        var isAlone = folder is { Length: > 0 } && all.Any(f => FilePath.IsBelow(f.Path, folder) && f.Reading is { Package: not null, Places: [_, ..] });
        var findings = new List<FileFinding>();
        var ours = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, reading) in all.OrderBy(f => LockedPackages.IsLock(f.Path)))
        {
            var isConfigured = reading.IsConfigured;
            var isWithin = isConfigured || (IsWithin(path, folder, isAlone) && !others.Any(o => FilePath.IsBelow(path, o)));
            if (reading.Unreadable is { } unreadable)
            {
                var isOurs = isConfigured || (!ForeignFolders.Contains(path) && isWithin);
                findings.Add(new(path, "", null, isOurs ? FileVerdict.Unreadable : FileVerdict.NotVersionedHere, unreadable) { IsConfigured = isConfigured });
            }
            else if (reading.Places is [])
            {
                findings.Add(new(path, "", null, FileVerdict.NotVersionedHere, reading.Computed ?? "it states no version"));
            }

            foreach (var place in reading.Places)
            {
                var found = LockedPackages.IsLock(path) && !ours.Contains(LockedPackages.Plain(place.Key))
                    ? new(path, place.Key, place.Text, FileVerdict.NotVersionedHere, VersionWords.Other)
                    : Judge(line, release, path, place, isConfigured ? Standing.Configured : isWithin ? Within(release, path, place, folder) : Standing.Outside);
                if (found.Verdict is FileVerdict.Equal or FileVerdict.Differs)
                {
                    ours.UnionWith(OwnPackages.VersionedAt(path, reading, place.Key, all).Select(LockedPackages.Plain));
                }

                findings.Add(found);
            }
        }

        return [.. findings.Select(f => f is { Verdict: FileVerdict.Differs, IsConfigured: false } && Excused(line, follows, release, f, findings, folder) is { } why
            ? f with { Verdict = FileVerdict.NotVersionedHere, Why = why }
            : f)];
    }

    private FileFinding Judge(ReleaseLine line, TaggedRelease release, string path, VersionPlace place, Standing standing)
    {
        var isEqual = IsEqual(release.Version, place) || (line.TwinOf?.At(release.Commit) is { } twin && IsEqual(twin.Version, place));
        (FileVerdict Verdict, string? Why) judged = standing is Standing.Outside ? (FileVerdict.NotVersionedHere, VersionWords.Outside)
            : isEqual ? (FileVerdict.Equal, null)
            : tracking[line].Judge(release, path, place, standing);
        return new(path, place.Key, place.Text, judged.Verdict, judged.Why) { IsConfigured = standing is Standing.Configured };
    }

    /// <summary>Why a file may well state another version than the release; null if it may not.</summary>
    private string? Excused(ReleaseLine line, VersionTracking follows, TaggedRelease release, FileFinding finding, List<FileFinding> all, string? main)
    {
        var folder = FilePath.Folder(finding.Path);
        if (PackageLock.IsOne(finding.Path))
        {
            return all.Any(f => f.Verdict is not FileVerdict.NotVersionedHere && FilePath.Folder(f.Path) == folder && FilePath.IsNamed(f.Path, "package.json"))
                ? null
                : "a lock file whose package has no version of this release";
        }

        if (folder is "" || folder == main || !all.Any(f => f.Verdict is FileVerdict.Equal) || follows.Share(release, finding.Path, finding.Key) >= InStep ||
            !VersionNumber.TryParse(finding.Version, out var stated) ||
            line.Releases.LastOrDefault(r => r.Version.IsSame(stated)) is not { } before)
        {
            return null;
        }

        return history.FolderAt(release.Commit, folder) is { } now && now == history.FolderAt(before.Commit, folder)
            ? $"its package has not changed since {before}"
            : null;
    }

    /// <summary>In an umbrella, applications below <c>apps</c> may have versions of their own.</summary>
    private static Standing Within(TaggedRelease release, string path, VersionPlace place, string? folder) =>
        place.Key is not ("parent.version" or "appVersion") && (folder is not null || release.Name.Component is "") &&
        (FilePath.Folder(path) == (folder ?? "") ||
            (path.EndsWith(".app.src", StringComparison.Ordinal) && FilePath.Folder(path) == (folder is { Length: > 0 } ? $"{folder}/src" : "src")))
            ? Standing.Main
            : Standing.Inside;

    private static bool IsEqual(VersionNumber version, VersionPlace place) =>
        VersionNumber.TryParse(place.Text, out var stated) &&
        (stated.IsSame(version) || (place.Key is "VersionPrefix" && stated.IsSame(version.Core)));

    /// <summary>What stands at the top is a component's too, unless it has a package of its own.</summary>
    private static bool IsWithin(string path, string? folder, bool isAlone) =>
        folder is null or "" || FilePath.IsBelow(path, folder) || (FilePath.Depth(path) is 0 && (!isAlone || LockedPackages.IsLock(path)));
}
