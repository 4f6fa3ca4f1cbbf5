namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Says of every version file at a tag whether it states the tag's version.</summary>
internal sealed class VersionFileJudge(VersionFileReader files)
{
    private readonly Dictionary<ReleaseLine, VersionTracking> tracking = [];

    public IEnumerable<FileFinding> Judge(ReleaseLine line, TaggedRelease release, string? folder)
    {
        if (!tracking.TryGetValue(line, out var follows))
        {
            tracking[line] = follows = new(line, r => files.At(r.Commit).SelectMany(f => f.Reading.Places.Select(p => (f.Path, p))));
        }

        var ours = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, reading) in files.At(release.Commit).OrderBy(f => CargoLock.IsOne(f.Path)))
        {
            if (reading.Unreadable is { } unreadable)
            {
                var isOurs = !ForeignFolders.Contains(path) && IsWithin(path, folder);
                yield return new(path, "", null, isOurs ? FileVerdict.Unreadable : FileVerdict.NotVersionedHere, unreadable);
            }
            else if (reading.Places is [])
            {
                yield return new(path, "", null, FileVerdict.NotVersionedHere, reading.Computed ?? "it states no version");
            }

            foreach (var place in reading.Places)
            {
                var found = CargoLock.IsOne(path) && !ours.Contains(place.Key)
                    ? new(path, place.Key, place.Text, FileVerdict.NotVersionedHere, VersionWords.Other)
                    : Judge(follows, release, path, place, folder);
                if (reading.Package is { } package && found.Verdict is FileVerdict.Equal or FileVerdict.Differs)
                {
                    ours.Add(package);
                }

                yield return found;
            }
        }
    }

    private static FileFinding Judge(VersionTracking follows, TaggedRelease release, string path, VersionPlace place, string? folder)
    {
        if (IsEqual(release.Version, place))
        {
            return new(path, place.Key, place.Text, FileVerdict.Equal, Why: null);
        }

        var (verdict, why) = IsWithin(path, folder)
            ? follows.Judge(release, path, place, IsMain(release, path, place, folder))
            : (FileVerdict.NotVersionedHere, VersionWords.Outside);
        return new(path, place.Key, place.Text, verdict, why);
    }

    private static bool IsMain(TaggedRelease release, string path, VersionPlace place, string? folder) =>
        place.Key is not ("parent.version" or "appVersion") && (folder is not null || release.Name.Component is "") &&
        (FilePath.Folder(path) == (folder ?? "") || path.EndsWith(".app.src", StringComparison.Ordinal));

    private static bool IsEqual(VersionNumber version, VersionPlace place) =>
        VersionNumber.TryParse(place.Text, out var stated) &&
        (stated.IsSame(version) || (place.Key is "VersionPrefix" && stated.IsSame(version.Core)));

    private static bool IsWithin(string path, string? folder) =>
        folder is null or "" || path.StartsWith(folder + "/", StringComparison.Ordinal) || FilePath.Depth(path) is 0;
}
