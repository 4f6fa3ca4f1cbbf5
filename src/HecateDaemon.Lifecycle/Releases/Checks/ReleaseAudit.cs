using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

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
    private readonly VersionFileJudge judge;

    public ReleaseAudit(ICodeHistory history, string? tagPrefix, ZeroRule zero)
    {
        this.history = history;
        this.zero = zero;
        files = new(history);
        Lines = ReleaseLine.In(history, tagPrefix);
        changelogs = new(history, Lines.FirstOrDefault(l => l is { Component: "", TwinOf: null }));
        folders = new(history, files, Lines);
        judge = new(history, files, folders);
    }

    public IReadOnlyList<ReleaseLine> Lines { get; }

    public ReleaseReport Check(ReleaseLine line, TaggedRelease release)
    {
        var folder = folders.Of(line.Component, release.Commit);
        var predecessor = line.Before(release);
        var previous = line.PreviousStable(release);
        var changes = Changes(line.Component, release, previous?.Commit, release.Commit, folder);
        var changelog = Changelog(line, release, folder);
        var subject = new ReleaseSubject
        {
            Release = release,
            Graph = history.Graph,
            Zero = zero,
            Predecessor = predecessor,
            Previous = previous,
            IsCut = predecessor is null && history.Graph[history.Graph.FirstParents(release.Commit).Last()].IsCut,
            Changes = changes,
            Files = [.. judge.Judge(line, release, folder)],
            Changelog = changelog,
            Notes = Notes(release, previous, changelog),
            Line = line,
        };
        return Report(subject);
    }

    /// <summary>The version that the commits at HEAD ask for.</summary>
    public NextVersion Next(string component)
    {
        var (line, last, previous, changes, _) = SinceLast(component);
        return line is null ? new(null, "there are no commits") : NextVersion.Of(last, previous, changes, zero);
    }

    /// <summary>What a release of HEAD must change. Its tag is spelled as the last one's.</summary>
    public ReleasePlan Plan(VersionNumber version, string component, string? tagPrefix)
    {
        var (line, last, previous, changes, head) = SinceLast(component);
        if (line is null)
        {
            throw new OutsideWorldException("The repository has no commits to release.") { NeedsPerson = true };
        }

        var prefix = tagPrefix ?? last?.Name.Name[..^last.Version.Text.Length] ?? (component is "" ? "v" : $"{component}-v");
        var isUnderscored = last?.Name.Name.Contains('.', StringComparison.Ordinal) is false;
        var tag = prefix + (isUnderscored ? version.Text.Replace('.', '_') : version.Text);
        var folder = folders.Of(component, head);
        var coming = new TaggedRelease(new(tag, component, version), new(tag, head), head);
        var with = new ReleaseLine(component, line.Releases.Append(coming), history.Graph);
        var changelog = changelogs.Find(with, coming, version, folder).Path is { } path && !ChangelogFiles.IsOneOfMany(path) && ChangelogFiles.IsOne(path)
            ? path
            : folder is { Length: > 0 } ? $"{folder}/{Lifecycle.Releases.Changelog.FileName}" : Lifecycle.Releases.Changelog.FileName;
        return new(version, tag, previous, changes, changelog, judge.Judge(with, coming, folder), files.At(head), history.Files);
    }

    /// <summary>The notes of a tag that is there, from its commits.</summary>
    public string Notes(ReleaseLine line, TaggedRelease release)
    {
        var previous = line.PreviousStable(release);
        return ReleaseNotes.Of(release.Name.Name, previous, Changes(line.Component, release, previous?.Commit, release.Commit, folders.Of(line.Component, release.Commit)));
    }

    private (ReleaseLine? Line, TaggedRelease? Last, TaggedRelease? Previous, ChangeSet Changes, int Head) SinceLast(string component)
    {
        if (history.Head is not { } head)
        {
            return (null, null, null, new([], []), 0);
        }

        var line = Lines.FirstOrDefault(l => l.Component == component) ?? new ReleaseLine(component, [], history.Graph);
        var last = line.LastAt(head);
        var previous = last is null ? null : last.Version.IsPrerelease ? line.PreviousStable(last) : last;
        return (line, last, previous, Changes(component, last, previous?.Commit, head, folders.Of(component, head)), head);
    }

    /// <summary>The commits since another, of a component only those that touch it.</summary>
    private ChangeSet Changes(string component, TaggedRelease? release, int? since, int commit, string? folder)
    {
        var range = history.Graph.Range(since, commit);
        var others = folders.OfOthers(component, release, folder, commit);
        var own = others is [] && folder is null or "" ? range : range.Where(c => !history.Graph[c].IsMerge && folders.IsTouched(c, folder, others));
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

    /// <summary>A pre-release may be told under the version to which it leads, and a second number under the first.</summary>
    private ChangelogLookup Changelog(ReleaseLine line, TaggedRelease release, string? folder)
    {
        var found = changelogs.Find(line, release, release.Version, folder);
        var also = new[] { release.Version.IsPrerelease ? release.Version.Core : null, line.TwinOf?.At(release.Commit)?.Version };
        return found.Entry is not null ? found
            : also.OfType<VersionNumber>().Select(v => changelogs.Find(line, release, v, folder)).FirstOrDefault(l => l.Entry is not null) ?? found;
    }

    private NotesText? Notes(TaggedRelease release, TaggedRelease? previous, ChangelogLookup changelog)
    {
        var file = history.FilesAt(release.Commit).Cast<HistoryFile?>().FirstOrDefault(f =>
            ChangelogFiles.IsOneOfMany(f!.Value.Path) && ChangelogFiles.VersionInName(f.Value.Path) is { } named && named.IsSame(release.Version));
        return NotesText.From(release, previous, changelog, file, file is { } found ? history.Read(found) : null);
    }

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
            HasRollbackPlan = subject.Notes is { } notes && NotesSection.Rollback(notes.Text) is { Length: > 0 },
            Changelog = subject.Changelog is { Path: { } path, Entry: { } entry }
                ? new(path, entry.Line, entry.Heading, entry.Date, [.. entry.Sections], subject.Changelog.Unreleased?.Statements ?? 0)
                : null,
        };
    }
}
