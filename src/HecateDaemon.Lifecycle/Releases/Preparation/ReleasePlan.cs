namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What must change for a release: the places of its version, the changelog, the notes.</summary>
public sealed class ReleasePlan
{
    private readonly VersionNumber version;
    private readonly TaggedRelease? previous;
    private readonly ChangeSet changes;
    private readonly string tag;
    private readonly string changelog;
    private readonly Dictionary<string, HashSet<string>> places;

    internal ReleasePlan(
        VersionNumber version, string tag, TaggedRelease? previous, ChangeSet changes, string changelog, IEnumerable<FileFinding> files)
    {
        this.version = version;
        this.tag = tag;
        this.previous = previous;
        this.changes = changes;
        this.changelog = changelog;
        places = files.Where(f => f.Verdict is FileVerdict.Differs || IsOfPrevious(f))
            .GroupBy(f => f.Path, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(f => f.Key).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public string Tag => tag;

    public string Notes => ReleaseNotes.Of(tag, previous, changes);

    /// <summary>The files that are changed, if they are there.</summary>
    public IEnumerable<string> Paths => [.. places.Keys.Order(StringComparer.Ordinal), changelog];

    /// <summary>What changes in a file whose text is this now, or null for one that is not there; null if nothing does.</summary>
    public PreparedFile? Prepare(string path, string? text, DateOnly day) =>
        path == changelog ? ChangelogUpdate.Of(path, text, version, day, previous, tag, changes)
        : text is not null && places.TryGetValue(path, out var keys) ? Versions(path, text, keys)
        : null;

    private PreparedFile? Versions(string path, string text, HashSet<string> keys)
    {
        var edits = VersionFormats.For(path)!.Read(text).Places
            .Where(p => keys.Contains(p.Key) && p.Text != Written(p))
            .OrderBy(p => p.Start)
            .Select(p => new TextEdit(p.Start, p.Text.Length, Written(p)))
            .ToList();
        return edits is [] ? null : new(path, text, edits);
    }

    /// <summary>A <c>v</c> that stood there stays.</summary>
    private string Written(VersionPlace place) => place.Text is ['v', ..] ? $"v{version}" : place.Key is "VersionPrefix" ? version.Core.Text : version.Text;

    private bool IsOfPrevious(FileFinding file) =>
        file is { Verdict: FileVerdict.NotVersionedHere, Version: { } said } && !ForeignFolders.Contains(file.Path) && previous is not null &&
        file.Why is not (VersionWords.Outside or VersionWords.Other) && VersionNumber.TryParse(said, out var stated) && stated.IsSame(previous.Version);
}
