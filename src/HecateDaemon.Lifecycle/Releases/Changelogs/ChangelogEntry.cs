namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What a changelog says about one release, or about what is not released yet.</summary>
public sealed record ChangelogEntry(string Heading, int Line, IReadOnlyList<VersionNumber> Versions)
{
    /// <summary>The day in the heading or just below it.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>It says that it is not released yet.</summary>
    public bool IsUnreleased { get; init; }

    /// <summary>The lines below the heading, up to the next entry.</summary>
    public IReadOnlyList<string> Body { get; init; } = [];

    /// <summary>The sub-headings: Added, Fixed, …</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Lines that say something.</summary>
    public int Statements => Body.Count(ChangelogLine.SaysSomething);

    public string Text => string.Join('\n', Body);
}
