namespace HecateDaemon.Lifecycle.Releases;

/// <summary>All releases of one component, the lowest version first. Outside monorepos there is one line, of no name.</summary>
public sealed class ReleaseLine
{
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
            .Select(g => new ReleaseLine(g.Key, g, history.Graph))];
    }

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

    /// <summary>A tag such as <c>v1.2</c> that is moved to each new <c>v1.2.3</c>.</summary>
    private static bool IsFloating(TaggedRelease release, List<TaggedRelease> all) => release.Version is { Parts: 2, IsPrerelease: false } version &&
        all.Exists(r => r.Commit == release.Commit && r.Version is { Parts: > 2, Patch: > 0 } full && full.Major == version.Major && full.Minor == version.Minor);

    private TaggedRelease? LastAlong(IEnumerable<int> commits) =>
        commits.Where(byCommit.Contains).Select(c => byCommit[c].Last()).FirstOrDefault();
}
