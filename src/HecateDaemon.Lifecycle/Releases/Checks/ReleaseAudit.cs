namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Checks the releases of a repository by its tags. What one release needs is kept for the others.</summary>
public sealed class ReleaseAudit
{
    private readonly ICodeHistory history;
    private readonly ZeroRule zero;
    private readonly VersionFileReader files;
    private readonly ChangelogReader changelogs;
    private readonly ComponentFolders folders;
    private readonly Dictionary<int, ConventionalCommit> messages = [];
    private readonly Dictionary<ReleaseLine, VersionTracking> tracking = [];

    public ReleaseAudit(ICodeHistory history, string? tagPrefix, ZeroRule zero)
    {
        this.history = history;
        this.zero = zero;
        files = new(history);
        changelogs = new(history);
        folders = new(history, files);
        Lines = ReleaseLine.In(history, tagPrefix);
    }

    public IReadOnlyList<ReleaseLine> Lines { get; }

    public ReleaseReport Check(ReleaseLine line, TaggedRelease release)
    {
        var folder = folders.Of(line.Component, release.Commit);
        var predecessor = line.Before(release);
        var previous = line.PreviousStable(release);
        var changes = Changes(previous?.Commit, release.Commit, folder);
        var changelog = Changelog(release, folder);
        var subject = new ReleaseSubject
        {
            Release = release,
            Graph = history.Graph,
            Zero = zero,
            Predecessor = predecessor,
            Previous = previous,
            IsCut = predecessor is null && history.Graph[history.Graph.FirstParents(release.Commit).Last()].IsCut,
            Changes = changes,
            Files = [.. Files(line, release, folder)],
            Changelog = changelog,
            Notes = NotesText.From(release, previous, changelog),
            Line = line,
        };
        return Report(subject);
    }

    /// <summary>The commits since another, of a component only those that touch its folder.</summary>
    public ChangeSet Changes(int? since, int commit, string? folder)
    {
        var range = history.Graph.Range(since, commit);
        var own = folder is { Length: > 0 } ? range.Where(c => folders.IsTouched(c, folder)) : range;
        return ChangeSet.Of(own, c => history.Graph[c], Message);
    }

    private ConventionalCommit Message(int commit)
    {
        if (!messages.TryGetValue(commit, out var message))
        {
            messages[commit] = message = ConventionalCommit.Parse(history.Graph[commit].Message);
        }

        return message;
    }

    private ChangelogLookup Changelog(TaggedRelease release, string? folder)
    {
        var found = changelogs.Find(release.Commit, release.Version, release.Name.Component, folder);
        return found.Entry is null && release.Version.IsPrerelease &&
            changelogs.Find(release.Commit, release.Version.Core, release.Name.Component, folder) is { Entry: not null } core
            ? core
            : found;
    }

    private IEnumerable<FileFinding> Files(ReleaseLine line, TaggedRelease release, string? folder)
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
                    ? new(path, place.Key, place.Text, FileVerdict.NotVersionedHere, "another package's")
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
            : (FileVerdict.NotVersionedHere, "outside the component");
        return new(path, place.Key, place.Text, verdict, why);
    }

    private static bool IsMain(TaggedRelease release, string path, VersionPlace place, string? folder) =>
        place.Key is not "parent.version" && (folder is not null || release.Name.Component is "") && (FilePath.Folder(path) == (folder ?? "") || path.EndsWith(".app.src", StringComparison.Ordinal));

    private static bool IsEqual(VersionNumber version, VersionPlace place) =>
        VersionNumber.TryParse(place.Text, out var stated) &&
        (stated.IsSame(version) || (place.Key is "VersionPrefix" && stated.IsSame(version.Core)));

    private static bool IsWithin(string path, string? folder) =>
        folder is null or "" || path.StartsWith(folder + "/", StringComparison.Ordinal) || FilePath.Depth(path) is 0;

    private ReleaseReport Report(ReleaseSubject subject)
    {
        var (release, previous) = (subject.Release, subject.Previous);
        return new()
        {
            Tag = release.Name.Name,
            Version = release.Version.Text,
            Component = release.Name.Component,
            Commit = history.Graph[release.Commit].Id,
            TaggedAt = release.Tag.TaggedAt ?? history.Graph[release.Commit].At,
            IsAnnotated = release.Tag.IsAnnotated,
            Predecessor = subject.Predecessor?.Name.Name,
            PreviousRelease = previous?.Name.Name,
            PreviousIsAncestor = previous is null ? null : history.Graph.IsAncestor(previous.Commit, release.Commit),
            Changes = new(subject.Changes.Count, subject.Changes.Read.Count, subject.Changes.Needed,
                previous is null ? Jump.None : JumpRules.Made(previous.Version, release.Version.Core)),
            Findings =
            [
                SemanticVersionRule.Judge(subject), OrderRule.Judge(subject), JumpRule.Judge(subject), VersionFilesRule.Judge(subject),
                ChangelogRule.Judge(subject), NotesRules.JudgeWritten(subject), NotesRules.JudgeBreaking(subject),
                NotesRules.JudgeMigration(subject), NotesRules.JudgeRollback(subject),
            ],
            Files = subject.Files,
            Changelog = subject.Changelog is { Path: { } path, Entry: { } entry }
                ? new(path, entry.Line, entry.Heading, entry.Date, entry.Sections, subject.Changelog.Unreleased?.Statements ?? 0)
                : null,
        };
    }
}
