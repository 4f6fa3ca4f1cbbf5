namespace HecateDaemon.Lifecycle.Releases;

/// <summary>All releases of one component, the lowest version first. Outside monorepos there is one line, of no name.</summary>
public sealed class ReleaseLine
{
    /// <summary>With more releases of newer series in between, an older series had ended.</summary>
    private const int MostOvertaking = 12;

    private readonly CommitGraph graph;
    private readonly ILookup<int, TaggedRelease> byCommit;

    public ReleaseLine(string component, IEnumerable<TaggedRelease> releases, CommitGraph graph)
    {
        Component = component;
        var all = releases.ToList();
        Releases = [.. all.Where(r => !IsFloating(r, all)).OrderBy(r => r.Version, VersionNumber.Precedence).ThenBy(r => r.Name.Name, StringComparer.Ordinal)];
        this.graph = graph;
        byCommit = Releases.ToLookup(r => r.Commit);
    }

    public string Component { get; }

    public IReadOnlyList<TaggedRelease> Releases { get; }

    /// <summary>The line whose releases these are once more under other numbers, as a Go module's <c>v0.301.0</c> is <c>v3.1.0</c>.</summary>
    public ReleaseLine? TwinOf { get; private init; }

    /// <summary>The lines in a repository; with a prefix, only the one whose tags have it.</summary>
    public static IReadOnlyList<ReleaseLine> In(ICodeHistory history, string? prefix)
    {
        var releases = new List<TaggedRelease>();
        foreach (var tag in history.Tags)
        {
            TagName? name;
            var isVersion = prefix is null ? TagName.TryParse(tag.Name, out name) : TagName.TryParse(tag.Name, prefix, out name);
            if (isVersion && tag.Commit is { } commit)
            {
                releases.Add(new(name!, tag, commit));
            }
        }

        return [.. releases.GroupBy(r => r.Name.Component, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => Lines(g.Key, [.. g], history.Graph))];
    }

    /// <summary>The release of this line at a commit; of several the highest.</summary>
    public TaggedRelease? At(int commit) => byCommit[commit].LastOrDefault();

    /// <summary>The release before a commit along first parents; of several on one commit the highest. Null if there is none.</summary>
    public TaggedRelease? Before(TaggedRelease release)
    {
        var lower = byCommit[release.Commit].LastOrDefault(r => r.Version.IsBefore(release.Version));
        return lower ?? LastAlong(graph.FirstParents(release.Commit).Skip(1));
    }

    /// <summary>The newest release at or before a commit along first parents.</summary>
    public TaggedRelease? LastAt(int commit) => LastAlong(graph.FirstParents(commit));

    /// <summary>
    /// The release that people had before this one, pre-releases aside: the highest lower version that was there at
    /// the time, on whichever branch.
    /// </summary>
    public TaggedRelease? PreviousStable(TaggedRelease release) => PreviousStable(release.Version.Core, release.Commit);

    public TaggedRelease? PreviousStable(VersionNumber version, int commit) => Releases
        .Where(r => !r.Version.IsPrerelease && r.Version.IsBefore(version))
        .Reverse()
        .FirstOrDefault(r => r.Commit == commit || graph[r.Commit].At <= graph[commit].At || graph.IsAncestor(r.Commit, commit));

    /// <summary>
    /// The release with which an older series goes on that is kept up beside the newer one; null if this one is not of such a
    /// series.
    /// </summary>
    public TaggedRelease? InOlderSeries(TaggedRelease release, TaggedRelease newer)
    {
        var (version, isOlderMajor) = (release.Version, release.Version.Major < newer.Version.Major);
        if (!isOlderMajor && (version.IsPrerelease || !newer.Version.IsPrerelease))
        {
            return null;
        }

        var last = Releases.LastOrDefault(r => !r.Version.IsPrerelease && r.Version.IsBefore(version) &&
            r.Version.Major == version.Major && (isOlderMajor || r.Version.Minor == version.Minor));
        return last is not null && Releases.Count(r => version.IsBefore(r.Version) && IsBetween(last, r, release)) <= MostOvertaking ? last : null;
    }

    private static IEnumerable<ReleaseLine> Lines(string component, List<TaggedRelease> releases, CommitGraph graph)
    {
        var twins = Twins(releases);
        var line = new ReleaseLine(component, releases.Except(twins), graph);
        return twins is [] ? [line] : [line, new(component, twins, graph) { TwinOf = line }];
    }

    /// <summary>A second numbering of the same commits is never the one with the higher major version.</summary>
    private static List<TaggedRelease> Twins(List<TaggedRelease> releases)
    {
        const int Few = 3;
        var lower = releases.GroupBy(r => r.Commit).Where(g => g.Select(r => r.Version.Major).Distinct().Count() > 1)
            .SelectMany(g => g.Where(r => r.Version.Major < g.Max(o => o.Version.Major)))
            .GroupBy(r => r.Version.Major)
            .Where(g => g.Count() >= Few)
            .ToDictionary(g => g.Key, g => g.Select(r => r.Version).Min(VersionNumber.Precedence)!);
        return releases.FindAll(r => lower.TryGetValue(r.Version.Major, out var first) && !r.Version.IsBefore(first));
    }

    /// <summary>A tag such as <c>v1.2</c> that is moved to each new <c>v1.2.3</c>.</summary>
    private static bool IsFloating(TaggedRelease release, List<TaggedRelease> all) => release.Version is { Parts: 2, IsPrerelease: false } version &&
        all.Exists(r => r.Commit == release.Commit && r.Version is { Parts: > 2, Patch: > 0 } full && full.Major == version.Major && full.Minor == version.Minor);

    private bool IsBetween(TaggedRelease from, TaggedRelease release, TaggedRelease to) =>
        graph[release.Commit].At > graph[from.Commit].At && graph[release.Commit].At <= graph[to.Commit].At;

    private TaggedRelease? LastAlong(IEnumerable<int> commits) =>
        commits.Where(byCommit.Contains).Select(c => byCommit[c].Last()).FirstOrDefault();
}
