namespace HecateDaemon.Lifecycle.Releases;

/// <summary>
/// Tells a file whose version was forgotten from one that never followed the tags, by what the file said at the line's
/// other tags: in a monorepo, packages have versions of their own, and many a manifest holds one that nobody maintains.
/// </summary>
internal sealed class VersionTracking
{
    /// <summary>How many tags to each side are looked at.</summary>
    private const int Window = 10;

    private const int FewTags = 3;
    private const double Often = 0.3;
    private const double AlmostAlways = 0.8;

    private readonly ReleaseLine line;
    private readonly Dictionary<TaggedRelease, int> position = [];
    private readonly Dictionary<(string Path, string Key), VersionNumber?[]> said = [];

    public VersionTracking(ReleaseLine line, Func<TaggedRelease, IEnumerable<(string Path, VersionPlace Place)>> placesAt)
    {
        this.line = line;
        for (var i = 0; i < line.Releases.Count; i++)
        {
            position[line.Releases[i]] = i;
            foreach (var (path, place) in placesAt(line.Releases[i]))
            {
                if (!said.TryGetValue((path, place.Key), out var all))
                {
                    said[(path, place.Key)] = all = new VersionNumber?[line.Releases.Count];
                }

                all[i] = VersionNumber.TryParse(place.Text, out var version) ? version : null;
            }
        }
    }

    /// <summary>What a place that does not equal the tag's version means.</summary>
    public (FileVerdict Verdict, string Why) Judge(TaggedRelease release, string path, VersionPlace place, Standing standing)
    {
        var isMain = standing is Standing.Main;
        var (seen, equal, behind, versions) = Around(release, path, place.Key);
        var stated = VersionNumber.TryParse(place.Text, out var number) ? number : null;
        var share = seen is 0 ? 0 : (double)equal / seen;
        var isForeign = ForeignFolders.Contains(path);
        if (standing is Standing.Configured && stated is null && !Placeholder.IsOne(place.Text))
        {
            return (FileVerdict.Unreadable, "what the configured pattern finds is no version");
        }

        if (stated is null || Placeholder.IsOne(place.Text))
        {
            return (FileVerdict.NotVersionedHere, "a placeholder");
        }

        if (release.Version.IsPrerelease && stated.IsSame(release.Version.Core) && NeverPrerelease(path, place.Key))
        {
            return (FileVerdict.NotVersionedHere, "pre-releases are never written here; it holds the version that this one leads to");
        }

        if (standing is Standing.Configured)
        {
            return (FileVerdict.Differs, "it is configured as a version file");
        }

        if (versions >= 2 && share >= (isForeign ? AlmostAlways : Often) && (IsOfLine(stated) || FollowedBefore(release, path, place.Key, isMain)))
        {
            return (FileVerdict.Differs, $"it equals {equal} of {seen} tags around this one");
        }

        if (!isForeign && seen >= FewTags && behind >= FewTags && (double)behind / seen >= AlmostAlways)
        {
            return (FileVerdict.Differs, $"it is one release behind at {behind} of {seen} tags around this one");
        }

        return seen < FewTags && isMain && !isForeign
            ? (FileVerdict.Differs, "no other tags tell whether it follows them")
            : (FileVerdict.NotVersionedHere, isForeign ? "an example, a test or the like" : $"a version of its own: it equals {equal} of {seen} tags around this one");
    }

    /// <summary>How many of the tags around a release a place equals.</summary>
    public double Share(TaggedRelease release, string path, string key) =>
        Around(release, path, key) is { Seen: > 0 } around ? (double)around.Equal / around.Seen : 0;

    private (int Seen, int Equal, int Behind, int Versions) Around(TaggedRelease release, string path, string key)
    {
        var all = said.GetValueOrDefault((path, key)) ?? [];
        var (seen, equal, behind) = (0, 0, 0);
        var versions = new HashSet<string>(StringComparer.Ordinal);
        var at = position[release];
        for (var i = Math.Max(0, at - Window); i < Math.Min(all.Length, at + Window + 1); i++)
        {
            if (all[i] is { } version)
            {
                seen++;
                equal += version.IsSame(line.Releases[i].Version) ? 1 : 0;
                behind += i > 0 && version.IsSame(line.Releases[i - 1].Version) ? 1 : 0;
                if (version.IsSame(line.Releases[i].Version))
                {
                    versions.Add(version.Text);
                }
            }
        }

        return (seen, equal, behind, versions.Count);
    }

    /// <summary>What stands there was a release of this line, so it may have been forgotten.</summary>
    private bool IsOfLine(VersionNumber stated) => line.Releases.Any(r => r.Version.Core.IsSame(stated.Core));

    /// <summary>It equalled a tag before, or is a main one that was not there long enough to tell.</summary>
    private bool FollowedBefore(TaggedRelease release, string path, string key, bool isMain)
    {
        var all = said.GetValueOrDefault((path, key)) ?? [];
        var before = Enumerable.Range(0, Math.Min(all.Length, position[release])).Where(i => all[i] is not null).ToList();
        return (isMain && before.Count < FewTags) || before.Exists(i => all[i]!.IsSame(line.Releases[i].Version));
    }

    private bool NeverPrerelease(string path, string key) =>
        said.GetValueOrDefault((path, key)) is not { } all || !all.Where((v, i) => v is { IsPrerelease: true } && v.IsSame(line.Releases[i].Version)).Any();
}
