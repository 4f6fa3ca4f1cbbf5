namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What must change for a release: the places of its version, the changelog, the notes.</summary>
public sealed class ReleasePlan
{
    private readonly VersionNumber version;
    private readonly TaggedRelease? previous;
    private readonly ChangeSet changes;
    private readonly string tag;
    private readonly string changelog;
    private readonly ReleaseFiles wanted;
    private readonly Dictionary<string, HashSet<string>> places;
    private readonly MovedPackages moved;
    private readonly IReadOnlyList<string> askers;

    internal ReleasePlan(
        VersionNumber version, string tag, TaggedRelease? previous, ChangeSet changes, string changelog, IEnumerable<FileFinding> files,
        IReadOnlyList<(string Path, VersionReading Reading)> readings, ReleaseFiles wanted)
    {
        this.version = version;
        this.tag = tag;
        this.previous = previous;
        this.changes = changes;
        this.changelog = changelog;
        this.wanted = wanted;
        places = files.Where(f => f.Verdict is FileVerdict.Differs || IsOfPrevious(f))
            .GroupBy(f => f.Path, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(f => f.Key).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        moved = new(readings, (path, place) => places.TryGetValue(path, out var keys) && keys.Contains(place.Key));
        askers = [.. readings.Where(r => moved.AskedIn(r.Path, r.Reading).Any()).Select(r => r.Path)];
    }

    public string Tag => tag;

    public string Notes => ReleaseNotes.Of(tag, previous, changes);

    /// <summary>The files that are changed, if they are there.</summary>
    public IEnumerable<string> Paths => [.. places.Keys.Union(askers, StringComparer.Ordinal).Order(StringComparer.Ordinal), changelog];

    /// <summary>What changes in a file whose text is this now, or null for one that is not there; null if nothing does.</summary>
    public PreparedFile? Prepare(string path, string? text, DateOnly day) =>
        path == changelog ? ChangelogUpdate.Of(path, text, version, day, previous, tag, changes)
        : text is not null && wanted.FormatOf(path) is { } format ? Versions(path, VersionReading.Of(text, format), text)
        : null;

    private PreparedFile? Versions(string path, VersionReading reading, string text)
    {
        var keys = places.GetValueOrDefault(path) ?? [];
        var edits = reading.Places.Where(p => keys.Contains(p.Key)).Select(p => (Place: p, Text: Written(p)))
            .Concat(moved.AskedIn(path, reading).Select(p => (Place: p, Text: MovedPackages.Asked(p, version))))
            .Where(e => e.Place.Text != e.Text)
            .DistinctBy(e => e.Place.Start)
            .OrderBy(e => e.Place.Start)
            .Select(e => new TextEdit(e.Place.Start, e.Place.Text.Length, e.Text))
            .ToList();
        return edits is [] ? null : new(path, text, edits);
    }

    /// <summary>A <c>v</c> that stood there stays.</summary>
    private string Written(VersionPlace place) => place.Text is ['v', ..] ? $"v{version}" : place.Key is "VersionPrefix" ? version.Core.Text : version.Text;

    private bool IsOfPrevious(FileFinding file) =>
        file is { Verdict: FileVerdict.NotVersionedHere, Version: { } said } && !ForeignFolders.Contains(file.Path) && previous is not null &&
        file.Why is not (VersionWords.Outside or VersionWords.Other) && VersionNumber.TryParse(said, out var stated) && stated.IsSame(previous.Version);
}
