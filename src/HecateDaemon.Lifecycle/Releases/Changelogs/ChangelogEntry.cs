namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What a changelog says about one release, or about what is not released yet; the lines below its heading are its body.</summary>
public sealed record ChangelogEntry(string Heading, int Line, IReadOnlyList<VersionNumber> Versions)
{
    private const int LinesForDate = 4;
    private const int LongestAside = 60;

    public IReadOnlyList<string> Body { get; init; } = [];

    /// <summary>The day in the heading or just below it.</summary>
    public DateOnly? Date => Dated.Select(ChangelogDate.Find).FirstOrDefault(day => day is not null);

    /// <summary>It says that it is not released yet.</summary>
    public bool IsUnreleased => Versions is [] || (Date is null && Dated.Any(ChangelogDate.IsOpen));

    /// <summary>The sub-headings: Added, Fixed, …</summary>
    public IEnumerable<string> Sections => Body
        .Select((line, i) => ChangelogLine.Heading(line, i + 1 < Body.Count ? Body[i + 1] : ""))
        .OfType<string>();

    /// <summary>Lines that say something.</summary>
    public int Statements => Body.Count(ChangelogLine.SaysSomething);

    public string Text => string.Join('\n', Body);

    private IEnumerable<string> Dated => Body.Where(l => l.Trim() is not "").Take(LinesForDate).Where(IsAside).Prepend(Heading);

    /// <summary>A short line of its own below the heading, such as <c>Released 2020-01-01</c>; no item of the list.</summary>
    private static bool IsAside(string line) => line.Length <= LongestAside && line.TrimStart() is not ['-' or '*' or '+' or '#', ' ', ..];
}
